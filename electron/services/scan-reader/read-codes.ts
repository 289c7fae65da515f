import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { prepareZXingModule, type ReaderOptions, readBarcodes } from 'zxing-wasm/reader'
import { type Gray, median3 } from './gray.ts'

const OPTIONS: ReaderOptions = {
  formats: ['QRCode'],
  tryHarder: true,
  tryRotate: true,
  tryInvert: false,
  tryDownscale: true,
  maxNumberOfSymbols: 16,
  returnErrors: true,
}
let ready: Promise<unknown> | null = null

/** The library would fetch its WebAssembly from the internet; it gets our own copy. */
function prepare(): Promise<unknown> {
  ready ??= readFile(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')).then((wasm) =>
    prepareZXingModule({ overrides: { wasmBinary: Uint8Array.from(wasm).buffer }, fireImmediately: true }),
  )
  return ready
}

/** As a PGM file: the one form in which zxing takes a page at one byte a pixel. */
function asImage({ data, width, height }: Gray): Uint8Array {
  const head = Buffer.from(`P5\n${width} ${height}\n255\n`, 'latin1')
  const file = new Uint8Array(head.length + data.length)
  file.set(head)
  file.set(data, head.length)
  return file
}

async function once(page: Gray): Promise<{ readonly texts: string[]; readonly damaged: boolean }> {
  const found = await readBarcodes(asImage(page), OPTIONS)
  return { texts: found.filter(({ isValid }) => isValid).map(({ text }) => text), damaged: found.some(({ isValid }) => !isValid) }
}

/**
 * The texts of every QR code on a page. A code that is seen but not read is tried again without the pepper noise.
 * @param page about 200 dpi
 */
export async function readCodes(page: Gray): Promise<string[]> {
  await prepare()
  const first = await once(page)
  if (first.texts.length > 0 || !first.damaged) return first.texts
  return (await once(median3(page))).texts
}
