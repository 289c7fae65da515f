import { Envelope } from '../../core/batch/envelope.ts'
import type { SpoolAct } from '../../protocol/spool.ts'
import { tryStrictJson } from '../../protocol/strict-json.ts'
import type { Projector } from '../office.ts'
import { type Database, projectionHash } from '../store/database.ts'
import { withCopy } from '../store/projection.ts'
import { readAct } from './project-office.ts'

export interface OfficeCheck {
  /** Journal lines and stored objects looked at. */
  readonly entries: number
  readonly objects: number
  /** Hashes of objects that are missing or altered. */
  readonly damaged: readonly string[]
  /** Whether the database is what a rebuild from the spool gives. */
  readonly projectionMatches: boolean
}

/** Entries whose object names no other. */
const ALONE: ReadonlySet<SpoolAct> = new Set(['enrol', 'replay', 'told'])

type Read = (hash: string) => Promise<Buffer | null>

/** The files of a pack that was drafted: each branch enrolled later gets them from there. */
async function readPack(office: Projector, read: Read, ref: string, bytes: Buffer | null): Promise<void> {
  const act = bytes && (await readAct(office, ref))
  if (act?.what.type === 'pack.draft') for (const file of act.what.files) await read(file.ref)
}

/** Hashes an entry stands for beside its own: signatures, and the parts of a batch all of whose parts came. */
async function readEntry(office: Projector, read: Read, index: number): Promise<void> {
  const entry = office.spool.journal[index]
  if (!entry) return
  const bytes = await read(entry.ref)
  if (ALONE.has(entry.act)) return
  if (entry.act === 'office') return await readPack(office, read, entry.ref, bytes)
  const [first = '', second] = entry.note.split(' ')
  const signature = entry.act === 'alarm' ? second : first
  if (signature && entry.act !== 'parts') await read(signature)
  const envelope = Envelope.safeParse(bytes ? tryStrictJson(bytes) : undefined)
  if (!envelope.success || entry.act === 'alarm') return
  const whole = entry.act !== 'custody' || second === 'whole' || entry.branch === undefined
  for (const part of envelope.data.parts) if (whole || part.n === 0) await read(part.sha256)
}

/** Reads the whole spool back against its hashes, then rebuilds beside what stands and compares. Changes nothing. */
export async function checkOffice(office: Projector, folder: string, replay: (database: Database) => Promise<void>): Promise<OfficeCheck> {
  const damaged = new Set<string>()
  let objects = 0
  const read = async (hash: string): Promise<Buffer | null> => {
    objects++
    const bytes = await office.spool.get(hash)
    if (!bytes) damaged.add(hash)
    return bytes
  }
  const entries = office.spool.journal.length
  for (let index = 0; index < entries; index++) await readEntry(office, read, index)
  if (damaged.size > 0) return { entries, objects, damaged: [...damaged], projectionMatches: false }
  const matches = async (copy: Database): Promise<boolean> => (await projectionHash(copy)) === (await projectionHash(office.database))
  const projectionMatches = await withCopy({ folder, office: office.keys.secret.sign.keyId, lines: entries }, replay, matches)
  return { entries, objects, damaged: [], projectionMatches }
}
