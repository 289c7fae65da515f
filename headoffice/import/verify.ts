import { Envelope } from '../../core/batch/envelope.ts'
import { tryStrictJson } from '../../protocol/strict-json.ts'
import { type Database, openDatabase, projectionHash } from '../store/database.ts'
import type { Projector } from './project.ts'

export interface OfficeCheck {
  /** Journal lines and stored objects looked at. */
  readonly entries: number
  readonly objects: number
  /** Hashes of objects that are missing or altered. */
  readonly damaged: readonly string[]
  /** Whether the database is what a rebuild from the spool gives. */
  readonly projectionMatches: boolean
}

/** Reads the whole spool back against its hashes, then rebuilds in memory and compares. Changes nothing. */
export async function checkOffice(office: Projector, replay: (database: Database) => Promise<void>): Promise<OfficeCheck> {
  const damaged: string[] = []
  let objects = 0
  const read = async (hash: string): Promise<Buffer | null> => {
    objects++
    const bytes = await office.spool.get(hash)
    if (!bytes) damaged.push(hash)
    return bytes
  }
  for (const entry of office.spool.journal) {
    const bytes = await read(entry.ref)
    if (entry.act === 'enrol') continue
    for (const hash of entry.note.match(/\b[0-9a-f]{64}\b/g) ?? []) await read(hash)
    const envelope = Envelope.safeParse(bytes ? tryStrictJson(bytes) : undefined)
    if (envelope.success) for (const part of envelope.data.parts) await read(part.sha256)
  }
  const entries = office.spool.journal.length
  if (damaged.length > 0) return { entries, objects, damaged, projectionMatches: false }
  const memory = await openDatabase()
  try {
    await replay(memory)
    return { entries, objects, damaged, projectionMatches: (await projectionHash(memory)) === (await projectionHash(office.database)) }
  } finally {
    await memory.close()
  }
}
