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
