import path from 'node:path'
import { BAG_TYPE } from '../../../core/batch/record-types.ts'
import { sha256 } from '../../../core/kernel/ids.ts'
import { volumesOfCase } from '../../../db/repositories/archive-volumes.ts'
import type { OutboxBlob } from '../../../db/repositories/batch-blobs.ts'
import { bagFile } from '../../../protocol/bag-files.ts'
import type { Counter } from '../counter.ts'
import { unlessDiskFails } from './offer-sealed.ts'

/** What a paper on its way to head office is found by: a file of an archive volume, or one of the store. */
export type BlobPlace = Pick<OutboxBlob, 'type' | 'caseId' | 'sha256'>

/** A file of an archive bag, as it stands in the archive folder: in whichever volume of the case holds it. */
async function fromBag(counter: Counter, { caseId, sha256: hash }: BlobPlace): Promise<Uint8Array | null> {
  const volumes = caseId === null ? [] : await counter.database.read((reader) => volumesOfCase(reader, caseId))
  for (const { folder } of volumes) {
    const bytes = await unlessDiskFails(bagFile(path.join(counter.folders.archive, folder), hash))
    if (bytes) return bytes
  }
  return null
}

async function fromStore(counter: Counter, { sha256: hash }: BlobPlace): Promise<Uint8Array | null> {
  const stored = await unlessDiskFails(counter.papers.get(counter.papers.refOf(sha256(hash))))
  return stored?.ok ? stored.value : null
}

/**
 * The bytes of a paper on its way to head office, held to its hash; null where it is gone, no longer whole, or the disk does not give it. Files of a
 * volume stand in the store too once a backup was made (`keepUnsentVolumes`).
 */
export async function blobBytes(counter: Counter, blob: BlobPlace): Promise<Uint8Array | null> {
  return (blob.type === BAG_TYPE ? await fromBag(counter, blob) : null) ?? (await fromStore(counter, blob))
}
