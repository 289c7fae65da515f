import QRCode from 'qrcode'

/** 22 mm including the quiet zone: modules of about 0.5 mm, read through fax and copier (pdf.md §6). */
export const QR_SIZE = (22 / 25.4) * 72
const QUIET_MODULES = 4

const round = (value: number): number => Math.round(value * 1000) / 1000

/** What a way of writing a code depends on: where digits, capitals with a few signs, and anything else stand. Only of ASCII text. */
const shapeOf = (payload: string): string =>
  payload
    .replace(/[a-z]|[^0-9A-Z $%*+\-./:]/g, 'x')
    .replace(/[0-9]/g, '0')
    .replace(/[^0x]/g, 'A')
const ASCII = /^[\x20-\x7E]+$/
/** Shapes kept at most: the codes of all a paper's pages are of two or three. */
const MOST_SHAPES = 200
const stretches = new Map<string, readonly { readonly mode: 'numeric' | 'alphanumeric' | 'byte'; readonly length: number }[]>()
const MODES = { Numeric: 'numeric', Alphanumeric: 'alphanumeric', Byte: 'byte', Kanji: 'byte' } as const
const utf8 = new TextEncoder()

/**
 * A QR code, error correction M, in the shortest way of writing it; which that is, is searched once for each shape of text.
 * @example createCode('JK1101').version // 1
 */
export function createCode(payload: string): QRCode.QRCode {
  const options = { errorCorrectionLevel: 'M' } as const
  const shape = ASCII.test(payload) ? shapeOf(payload) : null
  const known = shape === null ? undefined : stretches.get(shape)
  if (known) {
    let from = 0
    const segments = known.map(({ mode, length }): QRCode.QRCodeSegment => {
      const data = payload.slice(from, from + length)
      from += length
      return mode === 'byte' ? { mode, data: utf8.encode(data) } : { mode, data }
    })
    return QRCode.create(segments, options)
  }
  const code = QRCode.create(payload, options)
  if (stretches.size >= MOST_SHAPES) stretches.clear()
  const found = code.segments.map(({ mode, data }) => ({ mode: MODES[mode.id], length: data.length }))
  if (shape !== null) stretches.set(shape, found)
  return code
}

/** The dark modules of a QR code, error correction M. @example qrMatrix('JK|…').size // 33 */
export function qrMatrix(payload: string): { readonly size: number; readonly dark: (row: number, column: number) => boolean } {
  const { modules } = createCode(payload)
  return { size: modules.size, dark: (row, column) => modules.data[row * modules.size + column] === 1 }
}

/**
 * The code as one path, its quiet zone's corner at (x, y) of the page. pdfmake's own QR node may vanish silently and has
 * no quiet zone (pdf.md §6); its canvas path counts from the page, not from the node.
 */
export function qrPath(payload: string, x: number, y: number): string {
  const { size, dark } = qrMatrix(payload)
  const module = QR_SIZE / (size + 2 * QUIET_MODULES)
  let path = ''
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      if (!dark(row, column)) continue
      const start = column
      while (column + 1 < size && dark(row, column + 1)) column++
      const width = round((column - start + 1) * module)
      path += `M${round(x + (start + QUIET_MODULES) * module)} ${round(y + (row + QUIET_MODULES) * module)}h${width}v${round(module)}h${-width}z`
    }
  }
  return path
}
