// What the Electron binary does at start: read its arguments, load the application's main module, become ready.
import { existsSync, readFileSync, statSync } from 'node:fs'
import inspector from 'node:inspector'
import { createRequire, registerHooks } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { readArguments } from './arguments.ts'

const LOADING_LIMIT_MS = Number(process.env.ELECTRON_HOST_LOADING_LIMIT_MS ?? 15_000)
const raw = process.argv.slice(2)
const args = readArguments(raw)
// Chromium refuses to run as root otherwise.
if (process.platform === 'linux' && process.getuid?.() === 0 && !args.switches.includes('--no-sandbox')) args.switches.push('--no-sandbox')

const isFolder = statSync(args.target).isDirectory()
const appPath = isFolder ? args.target : path.dirname(args.target)
const pkgFile = path.join(appPath, 'package.json')
const pkg = existsSync(pkgFile) ? JSON.parse(readFileSync(pkgFile, 'utf8')) : { name: 'app', version: '0.0.0' }
const main = isFolder ? path.join(args.target, pkg.main ?? 'index.js') : args.target

const hostUrl = new URL('./electron.ts', import.meta.url).href
registerHooks({
  resolve: (specifier, context, next) => (/^electron(\/main|\/common)?$/.test(specifier) ? { url: hostUrl, shortCircuit: true } : next(specifier, context)),
})
// One morning for the pictures (tests/screens): Playwright takes NODE_OPTIONS away from the program it starts.
if (process.env.SCREENS_BEGAN) await import(new URL('../screens/fixed-clock.mjs', import.meta.url).href)
process.argv = [path.join(import.meta.dirname, 'electron'), ...raw]
Object.defineProperty(process.versions, 'electron', { value: createRequire(import.meta.url)('electron/package.json').version, enumerable: true })
Object.defineProperty(process, 'type', { value: 'browser' })
Object.defineProperty(process, 'resourcesPath', { value: appPath })

if (args.inspectPort !== undefined) inspector.open(args.inspectPort, '127.0.0.1')
const { app } = await import('./electron.ts')
const { becomeReady } = await import('./ready.ts')
const { state } = await import('./state.ts')
state.boot = { appPath, pkg, debugPort: args.debugPort, switches: args.switches }
app.setName(pkg.productName ?? pkg.name)
if (args.userData) app.setPath('userData', args.userData)
process.on('SIGINT', () => app.quit())
process.on('SIGTERM', () => app.quit())
const require = createRequire(path.join(appPath, 'package.json'))
for (const file of args.requires) require(file)

const slow = setTimeout(() => {
  process.stderr.write(
    `electron-host: the main module has not finished loading after ${LOADING_LIMIT_MS / 1000} s. Electron only becomes ready afterwards, so a top-level \`await app.whenReady()\` never ends; use app.whenReady().then(start).\n`,
  )
  process.exit(1)
}, LOADING_LIMIT_MS)
try {
  await import(pathToFileURL(main).href)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`)
  process.exit(1)
}
clearTimeout(slow)
await becomeReady()
