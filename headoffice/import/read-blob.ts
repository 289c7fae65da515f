import { sha256Hex } from '../../protocol/hashing.ts'
import { openPart } from '../../protocol/hob-part.ts'
import { blobOfName } from '../../protocol/hob-slices.ts'
import type { Office } from '../office.ts'
import { envelopeOf } from './batch-content.ts'
import { identitiesOf } from './office-keys.ts'

/** A paper's bytes out of the sealed parts it came in, checked by its hash; null when head office does not have it. */
export async function readBlob(office: Office, branch: string, sha256: string): Promise<Buffer | null> {
  const rows = await office.database.query<{ env_hash: string }>('select env_hash from blob where branch_id = $1 and sha256 = $2', [branch, sha256])
  if (!rows[0]) return null
  const envelope = await envelopeOf(office.spool, rows[0].env_hash)
  const slices = new Map<number, Uint8Array>()
  for (const part of envelope.parts) {
    const entries = await openPart(part, identitiesOf(office.keys), office.spool.readPart)
    for (const entry of entries.ok ? entries.value : []) {
      const name = blobOfName(entry.name)
      if (name?.sha256 === sha256) slices.set(name.slice ?? 0, entry.bytes)
    }
  }
  const bytes = Buffer.concat([...slices].sort(([a], [b]) => a - b).map(([, slice]) => slice))
  return sha256Hex(bytes) === sha256 ? bytes : null
}
