import { printSheets } from './print-sheets.ts'

export interface PrintedList {
  readonly title: string
  /** Who, when and for what, on every page. */
  readonly mark: string
  readonly heads: readonly string[]
  readonly rows: readonly (readonly string[])[]
  /** Columns of figures stand right. */
  readonly figures: readonly boolean[]
}

function line(cells: readonly string[], tag: 'th' | 'td', figures: readonly boolean[]): HTMLTableRowElement {
  const row = document.createElement('tr')
  for (const [at, text] of cells.entries()) {
    const cell = document.createElement(tag)
    cell.textContent = text
    if (figures[at]) cell.className = 'right'
    row.append(cell)
  }
  return row
}

/** Hands a list to the system's print dialog; head and mark stand on each page, and nothing else of the window is printed. */
export function printList({ title, mark, heads, rows, figures }: PrintedList): void {
  const sheets = document.createElement('div')
  sheets.className = 'print-sheets print-list'
  const table = document.createElement('table')
  const head = table.createTHead()
  for (const [text, className] of [
    [title, 'title'],
    [mark, 'mark'],
  ] as const) {
    const row = head.insertRow()
    const cell = document.createElement('th')
    cell.colSpan = heads.length
    cell.className = className
    cell.textContent = text
    row.append(cell)
  }
  head.append(line(heads, 'th', figures))
  table.createTBody().append(...rows.map((cells) => line(cells, 'td', figures)))
  sheets.append(table)
  printSheets(sheets)
}
