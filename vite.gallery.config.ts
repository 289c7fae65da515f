import { readFileSync } from 'node:fs'
import path from 'node:path'
import vue from '@vitejs/plugin-vue'
import { ElementPlusResolver } from 'unplugin-vue-components/resolvers'
import components from 'unplugin-vue-components/vite'
import { defineConfig } from 'vite'

const at = (folder: string) => path.join(import.meta.dirname, folder)
// Every component by itself, for whoever builds screens: `npm run gallery`. Built into a folder of its own, never packed.
export default defineConfig({
  root: at('renderer'),
  plugins: [vue(), components({ dts: false, dirs: [], resolvers: [ElementPlusResolver({ importStyle: 'css' })] })],
  // The bank behind the gallery is a handful of samples; regions it has all of.
  define: { 'import.meta.env.VITE_REGIONS': JSON.stringify(readFileSync(at('templates/regions/gb2260.v1.tsv'), 'utf8')) },
  build: { outDir: at('out/gallery'), emptyOutDir: true, target: 'chrome140', rolldownOptions: { input: at('renderer/gallery.html') } },
  server: { open: '/gallery.html' },
})
