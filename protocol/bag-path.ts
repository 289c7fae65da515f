/** Why a path from a bag may not be followed, or null when it stays inside the bag (RFC 8493 §5). */
export function pathEscape(path: string): string | null {
  if (path === '') return 'is empty'
  if (/^[/\\]/.test(path) || /^[A-Za-z]:[/\\]/.test(path)) return 'is absolute'
  if (path.startsWith('~')) return 'begins with "~"'
  if (/^%[A-Za-z]+%/.test(path) || /^\$[A-Za-z{]/.test(path)) return 'begins with an environment variable'
  if (path.split(/[/\\]/).includes('..')) return 'leads out by ".."'
  if (path.includes('\0')) return 'holds a NUL'
  return null
}

/** Undoes the percent-encoding of CR and LF, and from 1.0 on of '%' itself. @example decodeBagPath('data/a%0Ab', true) */
export const decodeBagPath = (path: string, strict: boolean): string =>
  path.replace(strict ? /%(0[AaDd]|25)/g : /%(0[AaDd])/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))

/** Removes './' and doubled slashes. */
export const tidyPath = (path: string): string => path.replace(/\/\.?(?=\/)/g, '').replace(/^(\.\/+)+/, '')
