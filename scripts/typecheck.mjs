// One TypeScript project per runtime, so that the wrong global does not exist. All run; any failure fails.
// What was checked is remembered under node_modules/.cache, so that a second check looks only at what changed.
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
const check = ([compiler, project]) => {
  const memory = `node_modules/.cache/types/${project}.tsbuildinfo`
  return spawnSync(process.execPath, [compiler, '-p', project, '--incremental', '--tsBuildInfoFile', memory], { stdio: 'inherit' }).status === 0
}
const failed = projects.filter((project) => !check(project))
for (const [, project] of failed) console.error(`types: ${project} failed`)
process.exit(failed.length > 0 ? 1 : 0)
