import path from 'node:path'
import { build } from 'vite'
import { external } from '../../../vite.config.ts'

const root = path.resolve(import.meta.dirname, '../../..')

/**
 * The pool's side as it ships: bundled JavaScript. From TypeScript each thread also holds a compiler and every module's text, some 50 MB
 * that no counter has.
 */
export async function builtPool(): Promise<string> {
  const outDir = path.join(root, 'out/bench-pool')
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    ssr: { noExternal: true },
    build: {
      ssr: true,
      outDir,
      emptyOutDir: true,
      minify: false,
      rolldownOptions: {
        input: { 'pool-side': path.join(import.meta.dirname, 'pool-side.ts'), 'pdf-worker': path.join(root, 'electron/services/pdf-worker.ts') },
        external,
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name].js' },
      },
    },
  })
  return path.join(outDir, 'pool-side.js')
}
