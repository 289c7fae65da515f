import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

export const digest = (text: string | Buffer, algorithm = 'sha256'): string => createHash(algorithm).update(text).digest('hex')

/** A small bag, made by hand so that it can be made wrong; `files` replaces or adds files, null leaves one out. */
export function plantBag(files: Readonly<Record<string, string | Buffer | null>> = {}, version = '1.0', algorithm = 'sha256'): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'bag-'))
  const all: Record<string, string | Buffer | null> = {
    'bagit.txt': `BagIt-Version: ${version}\nTag-File-Character-Encoding: UTF-8\n`,
    'data/a.txt': 'alpha\n',
    'data/deep/b.txt': 'beta\n',
    'bag-info.txt': 'Bagging-Date: 2026-11-23\nPayload-Oxum: 11.2\n',
    [`manifest-${algorithm}.txt`]: `${digest('alpha\n', algorithm)}  data/a.txt\n${digest('beta\n', algorithm)}  data/deep/b.txt\n`,
    ...files,
  }
  for (const [name, content] of Object.entries(all)) {
    if (content === null) continue
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
    writeFileSync(path.join(folder, name), content)
  }
  return folder
}
