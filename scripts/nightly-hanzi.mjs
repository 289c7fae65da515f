// Prints and reads back every hanzi of GB 18030-2022, for a night: `npm test` takes every 37th.
import { spawnSync } from 'node:child_process'

const args = ['node_modules/vitest/vitest.mjs', 'run', '--project', 'integration', 'tests/integration/paper/every-hanzi.test.ts']
const { status } = spawnSync(process.execPath, args, { stdio: 'inherit', env: { ...process.env, TEST_FULL: '1' } })
process.exit(status ?? 1)
