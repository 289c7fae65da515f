// One TypeScript project per runtime, so that the wrong global does not exist. All run; any failure fails.
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)
const tsc = require.resolve('typescript/bin/tsc')
const vueTsc = require.resolve('vue-tsc/bin/vue-tsc.js')
const projects = [
  [tsc, 'tsconfig.core.json'],
  [tsc, 'tsconfig.node.json'],
  [tsc, 'tsconfig.tests.json'],
  [vueTsc, 'tsconfig.renderer.json'],
]
const failed = projects.filter(([compiler, project]) => spawnSync(process.execPath, [compiler, '-p', project], { stdio: 'inherit' }).status !== 0)
for (const [, project] of failed) console.error(`types: ${project} failed`)
process.exit(failed.length > 0 ? 1 : 0)
