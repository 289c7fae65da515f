const tableOffset = (view: DataView, tag: string): number | null => {
  for (let index = 0; index < view.getUint16(4); index++) {
    const entry = 12 + index * 16
    const name = String.fromCharCode(view.getUint8(entry), view.getUint8(entry + 1), view.getUint8(entry + 2), view.getUint8(entry + 3))
    if (name === tag) return view.getUint32(entry + 8)
  }
  return null
}

/** Offset of the full-repertoire Unicode subtable: format 12, the only one that reaches beyond the BMP. */
const fullUnicodeSubtable = (view: DataView, cmap: number): number | null => {
  for (let index = 0; index < view.getUint16(cmap + 2); index++) {
    const subtable = cmap + view.getUint32(cmap + 4 + index * 8 + 4)
    if (view.getUint16(subtable) === 12) return subtable
  }
  return null
}

/** Which characters a font draws. */
export interface Coverage {
  has(codePoint: number): boolean
  /** The characters of `text` that would print as a box, each once, in order of appearance. */
  undrawable(text: string): string[]
}

const [UNICODE_END, YES, NO] = [0x11_0000, 1, 2]

/** A coverage by its rule, which is asked once for each character. */
export function coverageOf(rule: (codePoint: number) => boolean): Coverage {
  const known = new Uint8Array(UNICODE_END)
  const has = (codePoint: number): boolean => {
    const answer = known[codePoint] || (rule(codePoint) ? YES : NO)
    known[codePoint] = answer
    return answer === YES
  }
  return { has, undrawable: (text) => [...new Set(text)].filter((character) => !has(character.codePointAt(0) ?? 0)) }
}

/**
 * Reads what a TrueType font draws from its own character map (pdf.md §2).
 *
 * @throws RangeError when the file has no format 12 character map.
 * @example coverage(readFileSync('NotoSerifSC_400Regular.ttf')).undrawable('李𠮷') // ['𠮷']
 */
export function coverage(fontBytes: Uint8Array): Coverage {
  const view = new DataView(fontBytes.buffer, fontBytes.byteOffset, fontBytes.byteLength)
  const cmap = tableOffset(view, 'cmap')
  const subtable = cmap === null ? null : fullUnicodeSubtable(view, cmap)
  if (subtable === null) throw new RangeError('the font has no full Unicode character map')
  const groups = view.getUint32(subtable + 12)
  const at = (group: number, field: number): number => view.getUint32(subtable + 16 + group * 12 + field * 4)
  return coverageOf((codePoint) => {
    let [low, high] = [0, groups - 1]
    while (low <= high) {
      const middle = (low + high) >> 1
      if (codePoint < at(middle, 0)) high = middle - 1
      else if (codePoint > at(middle, 1)) low = middle + 1
      else return at(middle, 2) + codePoint - at(middle, 0) !== 0
    }
    return false
  })
}
