import type { PageSource } from '../../composables/page-source.ts'

const [WIDTH, HEIGHT] = [595, 842]
const LINES = 24

/** A sheet of paper with its number and lines of text, `width` pixels wide. */
export function drawSheet(page: number, width: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas')
  const scale = width / WIDTH
  Object.assign(canvas, { width, height: Math.round(HEIGHT * scale) })
  const pen = canvas.getContext('2d')
  if (!pen) return canvas
  pen.scale(scale, scale)
  pen.fillStyle = '#fffef8'
  pen.fillRect(0, 0, WIDTH, HEIGHT)
  pen.fillStyle = '#16202c'
  pen.font = '26px sans-serif'
  pen.fillText(`Sample, page ${page}`, 60, 90)
  pen.fillStyle = '#9aa7b5'
  for (let n = 0; n < LINES; n += 1) pen.fillRect(60, 130 + n * 26, 475 - ((n * 67) % 140), 7)
  return canvas
}

/** Pages drawn on the spot, as if they came from a scan. */
export const sheets = (pages: number): PageSource => ({
  pages,
  size: async () => ({ width: WIDTH, height: HEIGHT }),
  draw: async (page, width) => drawSheet(page, width),
  close: () => undefined,
})

/** A PDF of two pages without text, so that it needs no font: each page has a bar of its own colour. */
export function samplePdf(): string {
  const content = (red: number): string => `${red} 0.3 0.5 rg 60 700 475 40 re f 0.6 g 60 640 400 8 re f 60 610 430 8 re f 60 580 380 8 re f`
  const stream = (id: number, text: string): string => `${id} 0 obj <</Length ${text.length}>> stream\n${text}\nendstream endobj`
  const page = (id: number, contents: number): string =>
    `${id} 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 ${WIDTH} ${HEIGHT}]/Resources<<>>/Contents ${contents} 0 R>> endobj`
  const objects = [
    '1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj',
    '2 0 obj <</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>> endobj',
    page(3, 5),
    page(4, 6),
    stream(5, content(0.1)),
    stream(6, content(0.7)),
  ]
  const head = '%PDF-1.4\n'
  const starts = objects.map((_, at) => head.length + objects.slice(0, at).reduce((sum, one) => sum + one.length + 1, 0))
  const body = `${head}${objects.join('\n')}\n`
  const table = starts.map((start) => `${String(start).padStart(10, '0')} 00000 n \n`).join('')
  return `${body}xref\n0 7\n0000000000 65535 f \n${table}trailer <</Size 7/Root 1 0 R>>\nstartxref\n${body.length}\n%%EOF\n`
}
