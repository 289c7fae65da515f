/** What a spreadsheet would take for a formula or a command when a cell begins with it (CWE-1236). */
const DANGEROUS = /^[\s]*[=+\-@|%]|^[\t\r\n]/u
/** A plain figure such as -18 or 300000.00 is no formula. */
const FIGURE = /^-?\d+(\.\d+)?$/

/**
 * A cell of a table that a spreadsheet opens as text: what could run as a formula is led by an apostrophe, line breaks become
 * spaces, quotes are doubled. @example csvCell('=HYPERLINK("x")') // `"'=HYPERLINK(""x"")"`
 */
export function csvCell(text: string): string {
  const line = text.replace(/[\r\n\t]+/gu, ' ')
  const safe = DANGEROUS.test(text) && !FIGURE.test(text) ? `'${line}` : line
  return /[",]|^\s|\s$/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** One line with its end, as RFC 4180 writes it. @example csvLine(['a', 'b']) // 'a,b\r\n' */
export const csvLine = (cells: readonly string[]): string => `${cells.map(csvCell).join(',')}\r\n`

/** Begins the file: spreadsheets read UTF-8 with it. */
export const CSV_START = '\uFEFF'
