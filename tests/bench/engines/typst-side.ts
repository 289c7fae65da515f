// Typst as its own process, from the folder that the bench installed it in.
import { createRequire } from 'node:module'
import path from 'node:path'
import { FONT_FILES } from '../../../electron/services/fonts.ts'
import { serve } from '../peer.ts'
import { blocksOf, contractOf } from './contract.ts'
import { typst } from './sources.ts'

interface Compiler {
  pdf(source: { mainFileContent: string }): Uint8Array
  evictCache(age: number): void
}
const [folder = '', rows] = process.argv.slice(2)
const { NodeCompiler } = createRequire(path.join(folder, 'package.json'))('@myriaddreamin/typst-ts-node-compiler') as {
  NodeCompiler: { create(options: object): Compiler }
}
const fontPaths = [FONT_FILES.normal, FONT_FILES.bold].map((file) => path.resolve(path.dirname(file)))
const compiler = NodeCompiler.create({ workspace: folder, fontArgs: [{ fontPaths }] })
/** Pages of our own paper. */
const PAGES = { 36: 9, 360: 16 } as const
let turn = 0
serve(async () => {
  turn += 1
  const { definition } = contractOf(Number(rows), turn)
  const bytes = compiler.pdf({ mainFileContent: `${typst(blocksOf(definition.content), PAGES[rows === '360' ? 360 : 36])}` })
  if (bytes.length < 10_000) throw new Error('typst wrote no contract')
  compiler.evictCache(5)
})
