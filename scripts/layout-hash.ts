import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** The folders whose TypeScript lays papers out. */
const FOLDERS = ['templates/contracts', 'templates/layout', 'templates/slips'] as const
/** Where version and hash stand: not part of what it says. */
export const LAYOUT_FILE = 'templates/layout/layout-version.ts'

/** SHA-256 over every file that lays papers out, by its path; the same on every system (line ends do not count). */
export function layoutHash(root: string): string {
  const files = FOLDERS.flatMap((folder) => readdirSync(path.join(root, folder)).map((name) => `${folder}/${name}`))
  const hash = createHash('sha256')
  for (const file of files.filter((one) => one.endsWith('.ts') && one !== LAYOUT_FILE).sort())
    hash.update(`${file}\n${readFileSync(path.join(root, file), 'utf8').replaceAll('\r\n', '\n')}\n`)
  return hash.digest('hex')
}
