// Runs a TypeScript entry point on Node's own type stripping, with the flags every supported Node (>= 22.15) takes.
import { spawnSync } from 'node:child_process'

const [entry, ...args] = process.argv.slice(2)
const flags = ['--experimental-strip-types', '--disable-warning=ExperimentalWarning']
const { status, signal } = spawnSync(process.execPath, [...flags, entry, ...args], { stdio: 'inherit' })
process.exit(status ?? (signal ? 1 : 0))
