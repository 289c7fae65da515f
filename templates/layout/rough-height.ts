/** A line of text with its leading, the characters of one, and the room about a paragraph; points. */
const [LINE, CHARACTERS, ROOM] = [15, 40, 12]

const partsOf = (content: object): unknown[] =>
  Object.entries(content).flatMap(([key, part]) => (['text', 'stack', 'columns', 'table', 'body'].includes(key) ? [part] : []))

/**
 * About how high content stands in the width of the text, in points: rather more than less. A table counts cell under cell.
 * @example roughHeight([{ text: '第一条　借款种类' }]) // 27
 */
export function roughHeight(content: unknown): number {
  if (typeof content === 'string') return LINE * Math.ceil(content.length / CHARACTERS) + ROOM
  if (content === null || typeof content !== 'object') return 0
  return (Array.isArray(content) ? content : partsOf(content)).reduce((sum: number, part) => sum + roughHeight(part), 0)
}
