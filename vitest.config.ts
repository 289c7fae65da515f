import { defineConfig } from 'vitest/config'
import { LongestFirst } from './tests/longest-first.ts'

const MINUTE = 60_000
/** The whole matrices of `npm run test:full` take as long as they take; a test that hangs still ends. */
const full = process.env.TEST_FULL === '1' ? { testTimeout: 60 * MINUTE, hookTimeout: 60 * MINUTE } : null

/** Five minutes for each test, which only end one that hangs: on a machine half as fast and busy the longest take more than one. */
const PATIENCE = 5 * MINUTE
const project = (name: string, more: object = {}) => ({
  test: {
    name,
    include: [`tests/${name}/**/*.test.ts`],
    ...(full ?? { testTimeout: PATIENCE, hookTimeout: PATIENCE }),
    expect: { poll: { timeout: MINUTE } },
    ...more,
  },
})

export default defineConfig({
  test: {
    // One worker for each core: Vitest leaves one free, which on two cores is half of them.
    maxWorkers: '100%',
    // With every core at work, threads that help the garbage collector cost an eighth of all CPU and gain nothing.
    execArgv: ['--single-threaded-gc'],
    sequence: { sequencer: LongestFirst },
    projects: [
      // Pure functions leave nothing behind: their files share a worker and what it has loaded.
      project('unit', { isolate: false }),
      project('architecture', { isolate: false }),
      project('integration', { globalSetup: 'tests/integration/empty-store.ts' }),
    ],
  },
})
