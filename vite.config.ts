import { cp, readdir, readFile } from 'node:fs/promises'
import { builtinModules } from 'node:module'
import path from 'node:path'
import vue from '@vitejs/plugin-vue'
import { ElementPlusResolver } from 'unplugin-vue-components/resolvers'
import components from 'unplugin-vue-components/vite'
import { defineConfig, type EnvironmentOptions, type Plugin } from 'vite'
import { readAhead } from './electron/services/yaml-file.ts'

const at = (folder: string) => path.join(import.meta.dirname, folder)
/** Native modules, and those that read their own files or are taken apart at run time; electron-builder.yml packs the same list. */
export const external = [
  'electron',
  'sqlite3',
  '@node-rs/argon2',
  /^pdfmake(\/|$)/,
  /^pdfjs-dist(\/|$)/,
  'sharp',
  '@hyzyla/pdfium',
  /^zxing-wasm(\/|$)/,
  ...builtinModules,
  /^node:/,
]
const elementPlus = ElementPlusResolver({ importStyle: 'css' })

const client: EnvironmentOptions = {
  build: { outDir: at('out/renderer'), emptyOutDir: true, target: 'chrome140', modulePreload: { polyfill: false } },
}

const main: EnvironmentOptions = {
  consumer: 'server',
  resolve: { noExternal: true, conditions: ['node', 'import', 'default'], mainFields: ['module', 'main'] },
  build: {
    outDir: at('out/main'),
    emptyOutDir: true,
    target: 'node22',
    ssr: true,
    minify: false,
    sourcemap: true,
    rolldownOptions: {
      input: {
        main: at('electron/main.ts'),
        'pdf-worker': at('electron/services/pdf-worker.ts'),
        'part-sealer': at('electron/services/part-sealer/entry.ts'),
        'scan-reader': at('electron/services/scan-reader/entry.ts'),
      },
      external,
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name].js' },
    },
  },
}

/** A sandboxed preload is one CommonJS file. */
const preload: EnvironmentOptions = {
  consumer: 'server',
  resolve: { noExternal: true },
  build: {
    outDir: at('out/preload'),
    emptyOutDir: true,
    target: 'chrome140',
    ssr: true,
    minify: false,
    rolldownOptions: { input: at('electron/preload.ts'), external: ['electron'], output: { format: 'cjs', entryFileNames: 'preload.cjs' } },
  },
}

/** What PDF.js reads at run time: character maps, the standard fonts, and decoders that need no WebAssembly (our policy has none). */
const pdfFiles: Plugin = {
  name: 'pdfjs-files',
  applyToEnvironment: ({ name }) => name === 'client',
  async writeBundle() {
    for (const folder of ['cmaps', 'standard_fonts', 'wasm'])
      await cp(at(`node_modules/pdfjs-dist/${folder}`), at(`out/renderer/pdfjs/${folder}`), {
        recursive: true,
        filter: (file) => !/\.wasm$|quickjs|qcms/.test(file),
      })
  },
}

/** The data files read ahead: parsing them took an eighth of a start. */
const dataFiles: Plugin = {
  name: 'data-files',
  applyToEnvironment: ({ name }) => name === 'main',
  async generateBundle() {
    const names = (await readdir(at('templates'), { recursive: true })).filter((name) => name.endsWith('.yaml'))
    const texts = await Promise.all(names.map((name) => readFile(at(`templates/${name}`), 'utf8')))
    this.emitFile({ type: 'asset', fileName: 'data-files.json', source: JSON.stringify(readAhead(texts)) })
  },
}

export default defineConfig({
  root: at('renderer'),
  worker: { format: 'es' },
  plugins: [vue(), components({ dts: false, dirs: [], resolvers: [elementPlus] }), pdfFiles, dataFiles],
  builder: {
    // Overridden, because the default also builds an environment named `ssr`.
    async buildApp(builder) {
      for (const name of ['main', 'preload', 'client']) {
        const environment = builder.environments[name]
        if (environment) await builder.build(environment)
      }
    },
  },
  environments: { client, main, preload },
})
