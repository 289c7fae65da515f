import { onBeforeUnmount, ref, shallowRef, watch } from 'vue'
import type { FileTicket } from '../../core/bridge/file-calls.ts'
import type { Refusal, Result } from '../../core/kernel/result.ts'

/** A paper or document opened for looking: its pages are drawn when they come into sight. */
export interface PageSource {
  readonly pages: number
  /** Size of an unturned page in CSS pixels at 100 %. */
  size(page: number): Promise<{ readonly width: number; readonly height: number }>
  /** The page, `width` device pixels wide. For paper it is drawn without waiting for the screen, which shows nothing new while the window is covered. */
  draw(page: number, width: number, on?: 'SCREEN' | 'PAPER'): Promise<HTMLCanvasElement>
  close(): void
}

const CSS_PER_POINT = 96 / 72
/** No canvas larger than a wall: an A4 page at 300 dpi is 2480 wide. */
const WIDEST = 4096

function canvasOf(width: number, height: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(width))
  canvas.height = Math.max(1, Math.round(height))
  return canvas
}

type Pdfjs = typeof import('pdfjs-dist')
let engine: Promise<{ pdfjs: Pdfjs; worker: InstanceType<Pdfjs['PDFWorker']> }> | null = null

/** PDF.js comes with the first PDF, not with the window; one worker serves every document. */
function pdfEngine(): NonNullable<typeof engine> {
  engine ??= Promise.all([import('pdfjs-dist'), import('pdfjs-dist/build/pdf.worker.min.mjs?worker')]).then(([pdfjs, { default: PdfWorker }]) => ({
    pdfjs,
    worker: pdfjs.PDFWorker.create({ port: new PdfWorker() }),
  }))
  return engine
}

async function openPdf(bytes: ArrayBuffer): Promise<PageSource> {
  const { pdfjs, worker } = await pdfEngine()
  const at = (folder: string): string => new URL(`pdfjs/${folder}/`, document.baseURI).href
  const task = pdfjs.getDocument({
    data: new Uint8Array(bytes),
    worker,
    useWasm: false,
    isOffscreenCanvasSupported: false,
    cMapUrl: at('cmaps'),
    standardFontDataUrl: at('standard_fonts'),
    wasmUrl: at('wasm'),
  })
  const pdf = await task.promise
  return {
    pages: pdf.numPages,
    async size(page) {
      const { width, height } = (await pdf.getPage(page)).getViewport({ scale: CSS_PER_POINT })
      return { width, height }
    },
    async draw(page, width, on = 'SCREEN') {
      const sheet = await pdf.getPage(page)
      const viewport = sheet.getViewport({ scale: Math.min(width, WIDEST) / sheet.getViewport({ scale: 1 }).width })
      const canvas = canvasOf(viewport.width, viewport.height)
      await sheet.render({ canvas, viewport, intent: on === 'PAPER' ? 'print' : 'display' }).promise
      return canvas
    },
    close: () => void task.destroy(),
  }
}

async function openImage(bytes: ArrayBuffer, media: string): Promise<PageSource> {
  const bitmap = await createImageBitmap(new Blob([bytes], { type: media }))
  return {
    pages: 1,
    size: async () => ({ width: bitmap.width, height: bitmap.height }),
    async draw(_page, width) {
      const shown = Math.min(width, bitmap.width, WIDEST)
      const canvas = canvasOf(shown, (bitmap.height * shown) / bitmap.width)
      canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
      return canvas
    },
    close: () => bitmap.close(),
  }
}

/** Fetches what a ticket stands for and opens it. The address is taken without its origin, which the stand-in changes. */
export async function openSource({ url, media }: FileTicket): Promise<PageSource> {
  const answer = await fetch(url.replace(/^app:\/\/bundle/, ''))
  if (!answer.ok) throw new Error(`file ${answer.status}`)
  const bytes = await answer.arrayBuffer()
  return media === 'application/pdf' ? openPdf(bytes) : openImage(bytes, media)
}

/**
 * The source of whatever `key` names now; the one before is closed, so that 300 papers cost the memory of one.
 * @example const { source, failed } = usePageSource(() => paperId.value, (id) => invoke('papers.view', { paperId: id }))
 */
export function usePageSource(key: () => string | null, ticketOf: (key: string) => Promise<Result<FileTicket>>) {
  const source = shallowRef<PageSource | null>(null)
  const failed = ref<Refusal | null>(null)
  const loading = ref(false)
  let asked = 0

  function drop(): void {
    source.value?.close()
    source.value = null
  }
  async function load(): Promise<void> {
    const mine = ++asked
    const name = key()
    failed.value = null
    if (name === null) return drop()
    loading.value = true
    const ticket = await ticketOf(name)
    const opened = ticket.ok ? await openSource(ticket.value).catch(() => null) : null
    if (mine !== asked) return opened?.close()
    loading.value = false
    drop()
    source.value = opened
    if (!ticket.ok) failed.value = ticket.error
    else if (!opened) failed.value = { code: 'PAPER_UNREADABLE', details: {} }
  }
  watch(key, load, { immediate: true })
  onBeforeUnmount(() => {
    asked += 1
    drop()
  })
  return { source, failed, loading, reload: load }
}
