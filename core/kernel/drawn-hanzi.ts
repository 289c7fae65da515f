/**
 * The hanzi that the two bundled fonts draw between them, as closed ranges: all of GB 18030-2022 level 3 (extensions A to F with the
 * basic block) and nothing of extensions G to J. `tests/integration/paper/every-hanzi.test.ts` holds it to the fonts themselves.
 */
const DRAWN: readonly (readonly [number, number])[] = [
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xfa0e, 0xfa0f],
  [0xfa11, 0xfa11],
  [0xfa13, 0xfa14],
  [0xfa1f, 0xfa1f],
  [0xfa21, 0xfa21],
  [0xfa23, 0xfa24],
  [0xfa27, 0xfa29],
  [0x20000, 0x2a6d6],
  [0x2a700, 0x2b734],
  [0x2b740, 0x2b81d],
  [0x2b820, 0x2cea1],
  [0x2ceb0, 0x2ebe0],
]

/** Whether a bundled font draws this hanzi. @example isDrawnHanzi(0x20bb7) // true, 𠮷 */
export const isDrawnHanzi = (codePoint: number): boolean => DRAWN.some(([first, last]) => codePoint >= first && codePoint <= last)

/** Every hanzi that can go on paper, in order: 92,000 of them. */
export function* drawnHanzi(): Generator<number> {
  for (const [first, last] of DRAWN) for (let codePoint = first; codePoint <= last; codePoint++) yield codePoint
}

/** Signs besides hanzi that both weights of the first font draw: a part of them, enough to write a decision in (Latin, Greek, Cyrillic, kana, punctuation, units, arrows, numbering). */
const SIGNS: readonly (readonly [number, number])[] = [
  [0x20, 0x7e],
  [0xa0, 0x103],
  [0x391, 0x3a1],
  [0x3a3, 0x3a9],
  [0x3b1, 0x3c9],
  [0x410, 0x44f],
  [0x2002, 0x2003],
  [0x2010, 0x2016],
  [0x2018, 0x201a],
  [0x201c, 0x201e],
  [0x2020, 0x2022],
  [0x2025, 0x2027],
  [0x2030, 0x2030],
  [0x2032, 0x2033],
  [0x203b, 0x203b],
  [0x20ac, 0x20ac],
  [0x2103, 0x2103],
  [0x2116, 0x2116],
  [0x2160, 0x216b],
  [0x2190, 0x2199],
  [0x2211, 0x2213],
  [0x221a, 0x221a],
  [0x2260, 0x2262],
  [0x2264, 0x2267],
  [0x2460, 0x25ab],
  [0x25c6, 0x25c7],
  [0x25ce, 0x25d3],
  [0x2605, 0x2606],
  [0x2713, 0x2713],
  [0x3000, 0x303f],
  [0x3041, 0x3096],
  [0x30a1, 0x30ff],
  [0x3105, 0x312f],
  [0x332d, 0x33ff],
  [0xfe30, 0xfe52],
  [0xff01, 0xff5e],
  [0xffe0, 0xffe6],
]

/** Whether a paper can print it for certain, known without the fonts: where a text is entered that a branch will print. @example isSurelyDrawn(0x1f600) // false */
export const isSurelyDrawn = (codePoint: number): boolean => isDrawnHanzi(codePoint) || SIGNS.some(([first, last]) => codePoint >= first && codePoint <= last)
