import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { ok, type Result, refuse } from '../core/kernel/result.ts'
import { openAge } from './age-file.ts'
import { PLAIN_MANIFEST } from './archive-bag.ts'
import { verifyBag } from './bag-verify.ts'
import { sha256Hex } from './hashing.ts'

/** A file read back from a volume. */
export interface OpenedFile {
  readonly name: string
  readonly bytes: Uint8Array
}

async function openFile(folder: string, relative: string, identities: readonly string[]): Promise<Result<Uint8Array>> {
  const opened = await openAge(await readFile(path.join(folder, relative)), identities)
  if (opened.ok) return ok(opened.plain)
  return refuse(opened.reason === 'NO_KEY' ? 'VOLUME_KEY_WRONG' : 'VOLUME_DAMAGED', { path: relative })
}

/**
 * Opens a volume with the branch archive key or the escrow key: verifies the bag, then yields each file against the
 * plaintext manifest to `take`, one at a time. Refuses: VOLUME_DAMAGED (code, path), VOLUME_KEY_WRONG.
 */
export async function openVolume(folder: string, identities: readonly string[], take: (file: OpenedFile) => Promise<void> | void): Promise<Result<number>> {
  const report = await verifyBag(folder)
  const first = report.errors[0]
  if (first) return refuse('VOLUME_DAMAGED', { code: first.code, path: first.path })
  const manifest = await openFile(folder, PLAIN_MANIFEST, identities)
  if (!manifest.ok) return manifest
  const lines = Buffer.from(manifest.value).toString('utf8').split('\n').slice(0, -1)
  for (const line of lines) {
    const [, sha256, listed] = /^([0-9a-f]{64}) {2}data\/([A-Za-z0-9._/-]+)$/.exec(line) ?? []
    if (!sha256 || !listed || listed.split('/').includes('..')) return refuse('VOLUME_DAMAGED', { code: 'PLAIN_MANIFEST', path: PLAIN_MANIFEST })
    const file = await openFile(folder, `data/${listed}.age`, identities)
    if (!file.ok) return file
    if (sha256Hex(file.value) !== sha256) return refuse('VOLUME_DAMAGED', { code: 'CHANGED', path: listed })
    await take({ name: listed, bytes: file.value })
  }
  return ok(lines.length)
}
