import { defineConfig } from 'vitest/config'

const MINUTE = 60_000
/** The whole matrices of `npm run test:full` take as long as they take; a test that hangs still ends. */
const full = process.env.TEST_FULL === '1' ? { testTimeout: 60 * MINUTE, hookTimeout: 60 * MINUTE } : null

const project = (name: string, slow = false) => ({
  test: { name, include: [`tests/${name}/**/*.test.ts`], ...(full ?? (slow ? { testTimeout: MINUTE, hookTimeout: MINUTE } : {})) },
})

export default defineConfig({
  test: { projects: [project('unit'), project('architecture'), project('integration', true)] },
})
