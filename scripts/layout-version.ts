import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { LAYOUT } from '../templates/layout/layout-version.ts'
import { LAYOUT_FILE, layoutHash } from './layout-hash.ts'

/** Gives the layouts as they stand the next version, where a file of them changed since the last. `node scripts/run-ts.mjs scripts/layout-version.ts` */
const root = path.join(import.meta.dirname, '..')
const sha256 = layoutHash(root)
if (sha256 !== LAYOUT.sha256) {
  const file = path.join(root, LAYOUT_FILE)
  const next = readFileSync(file, 'utf8')
    .replace(/version: \d+/, `version: ${LAYOUT.version + 1}`)
    .replace(/sha256: '[0-9a-f]*'/, `sha256: '${sha256}'`)
  writeFileSync(file, next)
}
console.log(sha256 === LAYOUT.sha256 ? `layout ${LAYOUT.version}: unchanged` : `layout ${LAYOUT.version + 1}: ${sha256}`)
