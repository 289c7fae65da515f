import QRCode from 'qrcode'

/** 22 mm including the quiet zone: modules of about 0.5 mm, read through fax and copier (pdf.md §6). */
export const QR_SIZE = (22 / 25.4) * 72
const QUIET_MODULES = 4

const round = (value: number): number => Math.round(value * 1000) / 1000

/** The dark modules of a QR code, error correction M. @example qrMatrix('JK|…').size // 33 */
export function qrMatrix(payload: string): { readonly size: number; readonly dark: (row: number, column: number) => boolean } {
  const { modules } = QRCode.create(payload, { errorCorrectionLevel: 'M' })
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
