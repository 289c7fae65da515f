import { PACK_KINDS, type PackKind, type ReferencePackBody } from '../../../core/batch/reference-pack.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { latestDay } from '../../../db/repositories/branches.ts'
import { filesOfPack, packsOf, type ReferencePack, referencePacks } from '../../../db/repositories/reference-packs.ts'
import type { Reader, Writer } from '../../../db/sql.ts'
import { sha256Hex } from '../../../protocol/hashing.ts'
import type { PackFolder, SentFile } from '../../services/packs.ts'
import type { ReceivedDown } from '../../services/receipt-reader.ts'
import type { Counter } from '../counter.ts'

/** The folder each kind has its files in. Kinds of later releases are kept, and refused by name. */
const FOLDERS: Partial<Record<PackKind, PackFolder>> = { PRODUCTS: 'products', CHECKLISTS: 'checklists', SCORECARDS: 'scorecards', PARAMETERS: 'parameters' }

async function sentFilesOf(reader: Reader, packs: readonly ReferencePack[]): Promise<SentFile[]> {
  const sent: SentFile[] = []
  for (const { kind, version } of packs) {
    const folder = FOLDERS[kind]
    if (!folder) continue
    for (const { name, bytes } of await filesOfPack(reader, kind, version)) {
      sent.push({ folder, name: `${kind}.${version}/${name}`, text: Buffer.from(bytes).toString('utf8') })
    }
  }
  return sent
}

/** Everything that is or was in force: a case keeps the versions it was decided under. */
const everInForce = (packs: readonly ReferencePack[]): ReferencePack[] =>
  packs.filter((pack) => pack.state === 'IN_FORCE' || pack.state === 'REPLACED').reverse()
export const sentFilesInForce = async (reader: Reader): Promise<SentFile[]> => sentFilesOf(reader, everInForce(await referencePacks(reader)))

/** Stores a pack as it came; it waits for its day. Refuses PACK_FILE_MISSING: the whole down batch is then not taken. */
export async function takePack(counter: Counter, tx: Writer, down: ReceivedDown, body: ReferencePackBody): Promise<Result<null>> {
  const known = (await referencePacks(tx)).some((pack) => pack.kind === body.kind && pack.version === body.version)
  if (known) return ok(null)
  const files = body.files.map(({ name, sha256, bytes }) => ({ name, sha256, size: bytes, bytes: down.blobs.get(sha256) }))
  const lacking = files.find(({ bytes, size, sha256 }) => bytes?.length !== size || sha256Hex(bytes) !== sha256)
  if (lacking) return refuse('PACK_FILE_MISSING', { kind: body.kind, version: body.version, file: lacking.name })
  const { kind, version, title, note, effectiveFrom, preparedBy, publishedBy } = body
  await packsOf(tx).insert(
    {
      kind,
      version,
      title,
      note,
      effectiveFrom,
      preparedBy,
      publishedBy,
      epoch: down.epoch,
      seq: down.seq,
      state: 'WAITING',
      reason: null,
      arrivedAt: counter.clock.now(),
      inForceAt: null,
    },
    files.map(({ name, sha256, bytes }) => ({ name, sha256, bytes: bytes ?? new Uint8Array() })),
  )
  await enforcePacks(counter, tx)
  return ok(null)
}

const reasonOf = (error: { readonly code: string; readonly details: Readonly<Record<string, unknown>> }): string =>
  `${error.code} ${['file', 'line', 'path', 'reason'].map((name) => error.details[name] ?? '').join(' ')}`.trim().slice(0, 500)

/** Products name checklists, cards and parameters: those go first, so that packs that came together hold together. */
const order = (pack: ReferencePack): number => (pack.kind === 'PRODUCTS' ? PACK_KINDS.length : PACK_KINDS.indexOf(pack.kind))

/**
 * Puts in force what waits and whose day has come, each whole or not at all: one that does not hold with the rest is refused
 * with file, line and reason, and everything stays as it was. In the caller's transaction; `reloadPacks` follows the commit.
 */
export async function enforcePacks(counter: Counter, tx: Writer): Promise<void> {
  const today = (await latestDay(tx))?.businessDate ?? counter.clock.calendarDate()
  const all = await referencePacks(tx)
  const due = all.filter((pack) => pack.state === 'WAITING' && pack.effectiveFrom <= today).sort((a, b) => order(a) - order(b) || a.version - b.version)
  let standing = everInForce(all)
  for (const pack of due) {
    if (!FOLDERS[pack.kind]) {
      await packsOf(tx).setState(pack, 'REFUSED', 'KIND_UNKNOWN', null)
      continue
    }
    const loaded = await counter.tryPacks(await sentFilesOf(tx, [...standing, pack]))
    if (!loaded.ok) {
      await packsOf(tx).setState(pack, 'REFUSED', reasonOf(loaded.error), null)
      continue
    }
    for (const older of standing.filter((other) => other.kind === pack.kind && other.state === 'IN_FORCE'))
      await packsOf(tx).setState(older, 'REPLACED', null, null)
    await packsOf(tx).setState(pack, 'IN_FORCE', null, counter.clock.now())
    standing = [...standing, { ...pack, state: 'IN_FORCE' }]
  }
}
