/** A key as it is printed on its cap: the same on a button, in the bar and in the help (L3). @example keycap('Control+o') // 'Ctrl+O' */
export const keycap = (key: string): string =>
  key
    .replace('Control', 'Ctrl')
    .replace(/(^|\+)([a-z])$/, (_all, before: string, letter: string) => before + letter.toUpperCase())
    .replace('ArrowUp', '↑')
    .replace('ArrowDown', '↓')
    .replace('ArrowLeft', '←')
    .replace('ArrowRight', '→')
