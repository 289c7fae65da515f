/** Gives the sheets to the system's print dialog, and nothing else of the window; takes them away again, printed or not. */
export function printSheets(sheets: HTMLElement): void {
  document.body.append(sheets)
  document.body.classList.add('printing')
  try {
    window.print()
  } finally {
    document.body.classList.remove('printing')
    sheets.remove()
  }
}
