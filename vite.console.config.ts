import path from 'node:path'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'

// Head office's console: a web page of its own, served under /console by the service.
export default defineConfig({
  root: path.join(import.meta.dirname, 'headoffice/console'),
  base: '/console/',
  plugins: [vue()],
  build: {
    outDir: path.join(import.meta.dirname, 'out/console'),
    emptyOutDir: true,
    target: 'chrome120',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
})
