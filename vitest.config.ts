import { defineConfig } from 'vitest/config'

const MINUTE = 60_000
/** The whole matrices of `npm run test:full` take as long as they take; a test that hangs still ends. */
const full = process.env.TEST_FULL === '1' ? { testTimeout: 60 * MINUTE, hookTimeout: 60 * MINUTE } : null

/** A minute for each test: on a busy machine a property of a thousand cases takes more than the five seconds Vitest gives. */
const project = (name: string) => ({
  test: { name, include: [`tests/${name}/**/*.test.ts`], ...(full ?? { testTimeout: MINUTE, hookTimeout: MINUTE }) },
})

export default defineConfig({
  test: { projects: [project('unit'), project('architecture'), project('integration')] },
})
