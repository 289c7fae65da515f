/** A run of characters, and whether it differs from the other text. */
export interface DiffPart {
  readonly text: string
  readonly differs: boolean
}

/**
 * Where two texts differ, by code point: what they share at both ends is quiet, the middle is marked. Digits and letters
 * are kept whole, so that 259 against 295 is marked as a number.
 * @example charDiff('文三路 259 号', '文三路 295 号')[0] // [{ text: '文三路 ', differs: false }, { text: '259', differs: true }, …]
 */
export function charDiff(left: string, right: string): readonly [DiffPart[], DiffPart[]] {
  const [a, b] = [[...left], [...right]]
  if (left === right) return [partsOf(a, a.length, 0), partsOf(b, b.length, 0)]
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1
  let end = 0
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1
  while (start > 0 && isWord(a[start - 1]) && (isWord(a[start]) || isWord(b[start]))) start -= 1
  while (end > 0 && isWord(a[a.length - end]) && (isWord(a[a.length - end - 1]) || isWord(b[b.length - end - 1]))) end -= 1
  return [partsOf(a, start, end), partsOf(b, start, end)]
}

const isWord = (character: string | undefined): boolean => character !== undefined && /[0-9A-Za-z]/.test(character)

function partsOf(characters: readonly string[], start: number, end: number): DiffPart[] {
  const at = characters.length - end
  const parts = [
    { text: characters.slice(0, start).join(''), differs: false },
    { text: characters.slice(start, at).join(''), differs: true },
    { text: characters.slice(at).join(''), differs: false },
  ]
  return parts.filter(({ text }) => text !== '')
}
