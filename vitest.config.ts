import { defineConfig } from 'vitest/config'

const project = (name: string, slow = false) => ({
  test: { name, include: [`tests/${name}/**/*.test.ts`], ...(slow ? { testTimeout: 60_000, hookTimeout: 60_000 } : {}) },
})

export default defineConfig({
  test: { projects: [project('unit'), project('architecture'), project('integration', true)] },
})
