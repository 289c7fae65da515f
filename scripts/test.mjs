// npm test: sets up what is missing, then every suite; ends with one line `N passed, N failed`.
import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statfsSync } from 'node:fs'
import { freemem } from 'node:os'
import path from 'node:path'

const full = process.argv.includes('--full')
const node = process.execPath
// Processes of the tests, hundreds of them, load what the first has compiled.
const env = { NODE_COMPILE_CACHE: path.resolve('node_modules/.cache/compiled'), ...process.env, ...(full ? { TEST_FULL: '1' } : {}) }
const run = (args, extra = {}) => spawnSync(node, args, { stdio: 'inherit', env: { ...env, ...extra } }).status ?? 1
const report = (file) => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return null
  }
}

const MEMORY_DISK = '/dev/shm'
const SCRATCH = 'first-loan-tests-'
const ENOUGH = 8 * 1024 ** 3
/** The suites copy and sync small files by the hundred thousand: in memory where there is plenty, which saves a seventh of their CPU and the waits for the disk. Null: on the disk, as all of `--full`. */
function scratchFolder() {
  try {
    // A run that was broken off has left its memory taken.
    for (const name of readdirSync(MEMORY_DISK))
      if (name.startsWith(SCRATCH) && !existsSync(`/proc/${name.split('-').at(-2)}`)) rmSync(path.join(MEMORY_DISK, name), { recursive: true, force: true })
    const { bavail, bsize } = statfsSync(MEMORY_DISK)
    if (full || process.env.TMPDIR || bavail * bsize < ENOUGH || freemem() < ENOUGH) return null
    const folder = mkdtempSync(path.join(MEMORY_DISK, `${SCRATCH}${process.pid}-`))
    // The suites' PostgreSQL runs as nobody.
    chmodSync(folder, 0o1777)
    return folder
  } catch {
    return null
  }
}

if (run(['scripts/setup.mjs', 'browser']) !== 0) process.exit(1)
rmSync('out/reports', { recursive: true, force: true })
mkdirSync('out/reports', { recursive: true })

const vite = (...args) => run(['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn', ...args])
// Built first: the tests of the package look at what was built.
const build = vite('--app') || vite('--config', 'vite.console.config.ts')
const scratch = scratchFolder()
const unit = run(
  [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--reporter=default',
    '--reporter=json',
    '--outputFile.json=out/reports/vitest.json',
    '--reporter=./tests/failures-reporter.ts',
  ],
  scratch ? { TMPDIR: scratch } : {},
)
if (scratch) rmSync(scratch, { recursive: true, force: true })
const e2e =
  // A screen is tried once more before it fails, and named below: a busy machine is not the branch's fault, a race is.
  build === 0
    ? run(['node_modules/@playwright/test/cli.js', 'test', '--retries=1', '--reporter=list,json,tests/e2e/looks-reporter.ts'], {
        PLAYWRIGHT_JSON_OUTPUT_NAME: 'out/reports/playwright.json',
      })
    : 1

const vitest = report('out/reports/vitest.json')
const playwright = report('out/reports/playwright.json')
const passed = (vitest?.numPassedTests ?? 0) + (playwright?.stats.expected ?? 0) + (playwright?.stats.flaky ?? 0)
// A suite that died without a report counts as one failure, so that no silence passes.
const lost = (vitest ? 0 : 1) + (playwright ? 0 : 1)
const failed = (vitest?.numFailedTests ?? 0) + (playwright?.stats.unexpected ?? 0) + lost
const unclean = [unit, build, e2e].some((status) => status !== 0)
const skipped = (vitest?.numPendingTests ?? 0) + (playwright?.stats.skipped ?? 0)
// Only the end of a long output is kept in some places: what failed is said there once more.
for (const failure of report('out/reports/failures.json') ?? []) console.log(`failed: ${failure}`)
const specs = (suite) => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specs)]
const screens = (playwright?.suites ?? []).flatMap(specs)
const ended = (wanted) => screens.filter(({ tests }) => tests.some(({ status }) => status === wanted))
for (const { message } of playwright?.errors ?? []) console.log(`failed: outside of any screen's test: ${message}`)
for (const { file, title } of ended('unexpected')) console.log(`failed: ${file} › ${title}`)
for (const { file, title } of ended('flaky')) console.log(`passed only when run again, look into it: ${file} › ${title}`)
const parts = { 'the build': build, 'the tests without screens': unit, 'the tests of the screens': e2e }
for (const [part, status] of Object.entries(parts)) if (status !== 0) console.log(`${part} ended with ${status}`)
console.log(`\n${passed} passed, ${unclean && failed === 0 ? 1 : failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
process.exit(unclean || failed > 0 ? 1 : 0)
