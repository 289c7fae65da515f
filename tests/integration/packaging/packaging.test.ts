import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { builtinModules, createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startCounter } from '../../../electron/compose.ts'
import { FONT_FILES } from '../../../electron/services/fonts.ts'
import { noOsKeyStore } from '../../../electron/services/os-key-store.ts'
import afterPack from '../../../scripts/after-pack.mjs'
import { isNative, readNative } from '../../../scripts/native-binaries.mjs'
import { NO_SCREEN } from '../../fixtures/no-screen.ts'
import { stubElectron } from './stub-electron.ts'

const root = path.join(import.meta.dirname, '../../..')
const require = createRequire(import.meta.url)
const stub = stubElectron()
const folder = mkdtempSync(path.join(tmpdir(), 'package-'))
const app = path.join(folder, 'app')
const unpacked = path.join(folder, 'dist/linux-unpacked')
const run = (tool: string, ...args: string[]) => execFileSync(process.execPath, [path.join(root, 'node_modules', tool), ...args], { cwd: root, stdio: 'pipe' })
const packed = (): string[] =>
  readdirSync(app, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(path.join(app, name)).isFile())
    .map((name) => name.replaceAll(path.sep, '/'))

const [X64, ARM64] = [1, 3]
/** The newest of our own files under a folder, in milliseconds. */
const newest = (...folders: string[]): number =>
  Math.max(
    ...folders.flatMap((at) =>
      readdirSync(path.join(root, at), { recursive: true, encoding: 'utf8' }).map((name) => statSync(path.join(root, at, name)).mtimeMs),
    ),
  )
const isStale = (): boolean =>
  !existsSync(path.join(root, 'out/main/main.js')) || statSync(path.join(root, 'out/main/main.js')).mtimeMs < newest('electron', 'core', 'db', 'protocol')

const packedNatives = (): string[] => readdirSync(unpacked, { recursive: true, encoding: 'utf8' }).filter(isNative)

// Packed for Linux with a stub in Electron's place: everything but the binary itself is real.
beforeAll(() => {
  if (isStale()) run('vite/bin/vite.js', 'build', '--app')
  run('electron-builder/cli.js', '--linux', '--dir', `-c.electronDist=${stub}`, `-c.directories.output=${path.join(folder, 'dist')}`)
  const { extractAll } = require('@electron/asar') as { extractAll(archive: string, to: string): void }
  extractAll(path.join(unpacked, 'resources/app.asar'), app)
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
  rmSync(stub, { recursive: true, force: true })
})

describe.runIf(process.platform === 'linux')('the package', () => {
  it('holds what runs', () => {
    const files = packed()
    const needed = [
      'out/main/main.js',
      'out/main/pdf-worker.js',
      'out/main/part-sealer.js',
      'out/main/scan-reader.js',
      'out/preload/preload.cjs',
      'out/renderer/index.html',
      'package.json',
      'LICENSE',
      'renderer/locales/zh-CN/menu.json',
      FONT_FILES.normal,
      FONT_FILES.bold,
    ]
    const under = (folder: string): string[] =>
      readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
        .map((name) => `${folder}/${name.replaceAll(path.sep, '/')}`)
        .filter((name) => statSync(path.join(root, name)).isFile() && !name.endsWith('.ts'))
    expect([...needed, ...under('db/migrations'), ...under('templates')].filter((name) => !files.includes(name))).toEqual([])
  })
  it('has every data file a counter reads at its start', async () => {
    const ports = NO_SCREEN
    const userData = path.join(folder, 'data')
    const counter = await startCounter({ appRoot: app, userData, version: '0.0.0', osStore: noOsKeyStore, training: false, restart: () => undefined, ports })
    await counter.close()
    expect(existsSync(userData)).toBe(true)
  })
  it('holds nothing else: no sources, no maps, no tests, no other weight of the font', () => {
    const rooms = new Set(packed().map((name) => name.split('/')[0]))
    expect([...rooms].sort()).toEqual(['LICENSE', 'db', 'node_modules', 'out', 'package.json', 'renderer', 'templates'])
    const files = packed()
    expect(files.filter((name) => /\.(ts|mts|vue|map|cc?|h|md)$/.test(name) && !/LICENSE\.md$/.test(name))).toEqual([])
    // PDF.js brings stand-ins for the standard fonts that a scanned-in PDF may leave out.
    const ours = files.filter((name) => name.endsWith('.ttf') && !name.startsWith('out/renderer/pdfjs/'))
    expect(ours.sort()).toEqual([FONT_FILES.normal, FONT_FILES.bold].sort())
  })
  it('is complete: every package left out of the bundle loads and works from it alone', () => {
    const script = `
      require('pdfmake'); require('pdfmake/js/LayoutBuilder.js')
      const { Database } = require('sqlite3')
      const { hashRawSync } = require('@node-rs/argon2')
      const database = new Database(':memory:')
      database.get('SELECT 1 AS one', async (error, row) => {
        await import('pdfjs-dist/legacy/build/pdf.worker.mjs')
        const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs')
        const { PDFiumLibrary } = await import('@hyzyla/pdfium')
        const { readBarcodes } = await import('zxing-wasm/reader')
        const { default: sharp } = await import('sharp')
        const dot = await sharp({ create: { width: 1, height: 1, channels: 3, background: 'red' } }).jpeg().toBuffer()
        const pages = typeof (await PDFiumLibrary.init()).loadDocument
        require.resolve('zxing-wasm/reader/zxing_reader.wasm')
        console.log(error === null, row.one, hashRawSync('x', { memoryCost: 8, timeCost: 1 }).length, typeof getDocument, typeof pdfjsWorker, dot[0], sharp.versions.emscripten?.length > 0, pages, typeof readBarcodes)
      })`
    const { stdout, stderr } = spawnSync(process.execPath, ['-e', script], { cwd: app, encoding: 'utf8', env: { PATH: process.env.PATH } })
    expect(stdout.trim(), stderr).toBe('true 1 32 function object 255 true function function')
  })
  it('leaves no module of the bundle unresolved', () => {
    const parts = readdirSync(path.join(app, 'out/main')).filter((name) => name.endsWith('.js'))
    const bundle = parts.map((name) => readFileSync(path.join(app, 'out/main', name), 'utf8')).join('\n')
    expect(bundle).toMatch(/from "pdfmake"/)
    // The app starts without the engine of the paper, and loads it with the first page.
    expect(readFileSync(path.join(app, 'out/main/main.js'), 'utf8')).not.toMatch(/from "(pdfmake|pdfjs-dist)/)
    const imports = [...bundle.matchAll(/^import\s(?:[^'"]*\sfrom\s)?["']([^'"]+)["']/gm)].map((match) => match[1] ?? '')
    const packages = imports.filter((name) => !name.startsWith('node:') && !builtinModules.includes(name) && !name.startsWith('.') && name !== 'electron')
    expect(
      packages.filter(
        (name) =>
          !existsSync(
            path.join(
              app,
              'node_modules',
              name
                .split('/')
                .slice(0, name.startsWith('@') ? 2 : 1)
                .join('/'),
            ),
          ),
      ),
    ).toEqual([])
  })
  it('has its fuses blown: no Node mode, no NODE_OPTIONS, no inspector, only its own archive', async () => {
    const wire = await getCurrentFuseWire(path.join(unpacked, 'first-loan-counter'))
    const isOn = (fuse: FuseV1Options) => String.fromCharCode(wire[fuse] ?? 0) === '1'
    const on = [FuseV1Options.EnableCookieEncryption, FuseV1Options.EnableEmbeddedAsarIntegrityValidation, FuseV1Options.OnlyLoadAppFromAsar]
    const off = [
      FuseV1Options.RunAsNode,
      FuseV1Options.EnableNodeOptionsEnvironmentVariable,
      FuseV1Options.EnableNodeCliInspectArguments,
      FuseV1Options.GrantFileProtocolExtraPrivileges,
    ]
    expect([on.map(isOn), off.map(isOn)]).toEqual([
      [true, true, true],
      [false, false, false, false],
    ])
  })
  it('keeps native binaries outside the archive, where the system can load them', () => {
    const { listPackage } = require('@electron/asar') as { listPackage(archive: string, options: { isPack: boolean }): string[] }
    const native = listPackage(path.join(unpacked, 'resources/app.asar'), { isPack: true }).filter((line) => line.endsWith('.node'))
    expect(native.length).toBeGreaterThanOrEqual(2)
    expect(native.filter((line) => !line.startsWith('unpack'))).toEqual([])
  })
  it('holds no library that calls GLib, of which Electron brings another one: the first picture would end the process', () => {
    const natives = packedNatives()
    expect(natives.length).toBeGreaterThanOrEqual(2)
    expect(natives.filter((name) => readNative(path.join(unpacked, name)).glib)).toEqual([])
    // sharp's own is one, so that the question can be answered with yes.
    const shipped = path.join(root, 'node_modules/@img', `sharp-linux-${process.arch}/lib`)
    expect(
      readdirSync(shipped)
        .filter(isNative)
        .map((name) => readNative(path.join(shipped, name)).glib),
    ).toEqual([true])
  })
  it('is not made for a processor or a system that its libraries are not built for', () => {
    const [own, other] = process.arch === 'arm64' ? [ARM64, X64] : [X64, ARM64]
    const pack = (arch: number, electronPlatformName: string) => () => afterPack({ appOutDir: unpacked, arch, electronPlatformName })
    expect(pack(own, 'linux')).not.toThrow()
    expect(pack(other, 'linux')).toThrow(/node_sqlite3\.node is of linux/)
    expect(pack(own, 'win32')).toThrow(/not a package for win32/)
  })
})
