import path from 'node:path'
import { BATCH_LIMITS } from '../core/batch/limits.ts'
import { readBounded } from './durable-file.ts'
import { sha256Hex } from './hashing.ts'

export const TAG_MANIFEST = 'tagmanifest-sha256.txt'
const MANIFEST = 'manifest-sha256.txt'
const LINE = /^([0-9a-f]{64}) {2}((?:[A-Za-z0-9._-]+\/)*[A-Za-z0-9._-]+)$/
const isPath = (name: string): boolean => name.split('/').every((step) => step !== '.' && step !== '..')

/** Where each file of one of our bags belongs, as its two manifests say: 'path' and hash. Null when one is not of our form. */
export function listedFiles(tagManifest: Uint8Array, manifest: Uint8Array): ReadonlyMap<string, string> | null {
  const files = new Map<string, string>()
  for (const bytes of [tagManifest, manifest]) {
    for (const line of Buffer.from(bytes).toString('latin1').split('\n').slice(0, -1)) {
      const [, sha256, name] = LINE.exec(line) ?? []
      if (!sha256 || !name || !isPath(name) || files.has(name)) return null
      files.set(name, sha256)
    }
  }
  return files.get(MANIFEST) === sha256Hex(manifest) ? files : null
}

/** The bytes of a bag's file by their hash, or null where the bag has none such, or no longer. */
export async function bagFile(folder: string, sha256: string): Promise<Buffer | null> {
  const read = (name: string): Promise<Buffer | null> => readBounded(path.join(folder, name), BATCH_LIMITS.blobBytes)
  const [tags, manifest] = [await read(TAG_MANIFEST), await read(MANIFEST)]
  if (!tags || !manifest) return null
  if (sha256Hex(tags) === sha256) return tags
  const name = [...(listedFiles(tags, manifest) ?? [])].find(([, hash]) => hash === sha256)?.[0]
  const bytes = name === undefined ? null : await read(name)
  return bytes && sha256Hex(bytes) === sha256 ? bytes : null
}
