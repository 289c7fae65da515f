import { parentPort, workerData } from 'node:worker_threads'
import type { Result } from '../../core/kernel/result.ts'
import { type FontFiles, paperFonts } from './fonts.ts'
import { engineOnFirstUse, type Printable, type PrintedPdf, type PrintMeta } from './pdf-printer.ts'

/** What a printing thread is asked: plain data only. */
export interface PrintJob {
  readonly id: number
  readonly paper: Printable
  readonly meta: PrintMeta
}
/** What it answers. A bug is told as its message; the pool throws it. */
export type PrintReply = { readonly id: number; readonly result: Result<PrintedPdf> } | { readonly id: number; readonly bug: string }

/** A page that opens both weights, so that the first customer does not wait for them. */
const WARM_UP: Printable = { title: 'warm-up', marks: [], definition: { content: ['0', { text: '0', bold: true }] } }

const port = parentPort
if (port === null) throw new Error('this file is a thread of the printer')
const fonts = paperFonts(workerData as FontFiles)
const engine = engineOnFirstUse(fonts)

const print = async ({ id, paper, meta }: PrintJob): Promise<void> => {
  try {
    const result = await (await engine()).printOne(paper, meta, fonts)
    port.postMessage({ id, result } satisfies PrintReply, result.ok ? [result.value.bytes.buffer as ArrayBuffer] : [])
  } catch (error) {
    port.postMessage({ id, bug: error instanceof Error ? (error.stack ?? error.message) : String(error) } satisfies PrintReply)
  }
}

let turn: Promise<unknown> = engine().then(({ printOne }) => printOne(WARM_UP, { createdAt: '2026-01-01T00:00:00.000Z' as PrintMeta['createdAt'] }, fonts))
port.on('message', (job: PrintJob) => {
  turn = turn.then(
    () => print(job),
    () => print(job),
  )
})
