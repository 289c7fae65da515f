import type { PageSource } from './page-source.ts'

const MM_PER_INCH = 25.4
const A4_WIDTH_MM = 210
/** Sharp enough for a contract on a laser printer; the drawn page is A4 and is neither cropped nor scaled. */
const PRINT_DPI = 200
const WIDTH = Math.round((A4_WIDTH_MM / MM_PER_INCH) * PRINT_DPI)

/** Sheets that lie ready for the printer, hidden from the screen. */
export interface Sheets {
  /** Sheets that hold a picture of their page: what is compared with the pages of the document. */
  readonly drawn: number
  /** Takes them away again, printed or not. */
  remove(): void
}

/**
 * A page as a picture that lies packed until it is printed; its canvas of 15 MB is given back at once. Nothing here waits for a frame of the
 * screen or for its spare time, as `toBlob` and `decode` do: a window that is covered or put away has neither, and the print would stand still.
 */
async function picture(source: PageSource, page: number): Promise<HTMLImageElement> {
  const canvas = await source.draw(page, WIDTH, 'PAPER')
  const packed = canvas.toDataURL()
  canvas.width = 0
  canvas.height = 0
  const image = new Image()
  image.alt = ''
  await new Promise((resolve, reject) => {
    image.onload = resolve
    image.onerror = () => reject(new Error(`page ${page} was not drawn`))
    image.src = packed
  })
  return image
}

/**
 * Lays every page of a document ready for the system's print window, one A4 sheet each, and nothing else of the window.
 * @returns null when `signal` called it off
 * @example const sheets = await layOutSheets(source, (page) => { drawn.value = page }, stop.signal)
 */
export async function layOutSheets(source: PageSource, drew: (page: number) => void, signal: AbortSignal): Promise<Sheets | null> {
  const sheets = document.createElement('div')
  sheets.className = 'print-sheets'
  const pictures: HTMLImageElement[] = []
  const remove = (): void => {
    sheets.remove()
    document.body.classList.remove('printing')
  }
  try {
    for (let page = 1; page <= source.pages; page += 1) {
      const image = await picture(source, page)
      pictures.push(image)
      if (signal.aborted) {
        remove()
        return null
      }
      sheets.append(image)
      drew(page)
    }
  } catch (error) {
    remove()
    throw error
  }
  document.body.append(sheets)
  document.body.classList.add('printing')
  return { drawn: pictures.filter(({ naturalWidth }) => naturalWidth > 0).length, remove }
}
