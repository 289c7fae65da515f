import { PACK_KINDS, type PackKind, type ReferencePackBody } from '../../../core/batch/reference-pack.ts'
import type { DateOnly } from '../../../core/kernel/calendar.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { lprOn } from '../../../core/scoring/price.ts'
import { latestDay } from '../../../db/repositories/branches.ts'
import { filesOfPack, packsOf, type ReferencePack, referencePacks, unsealedFiles } from '../../../db/repositories/reference-packs.ts'
import type { Reader, Writer } from '../../../db/sql.ts'
import { sha256Hex } from '../../../protocol/hashing.ts'
import type { Packs, SentFile } from '../../services/packs.ts'
import type { ReceivedDown } from '../../services/receipt-reader.ts'
import { note } from '../audit-note.ts'
import type { Counter } from '../counter.ts'

/** The kinds this release reads; a pack of another waits for the one that does. */
const READ: readonly PackKind[] = ['PRODUCTS', 'CHECKLISTS', 'SCORECARDS', 'PARAMETERS', 'LPR', 'AUTHORITY', 'RISK_LISTS', 'CALENDAR', 'REGIONS', 'CLAUSES']
/** Kinds that hold for every case from their day: of those only the newest counts. */
const OF_THE_DAY: readonly PackKind[] = ['RISK_LISTS', 'CALENDAR', 'REGIONS']

async function sentFilesOf({ vault }: Pick<Counter, 'vault'>, reader: Reader, packs: readonly ReferencePack[]): Promise<SentFile[]> {
  const sent: SentFile[] = []
  const newest = new Map(packs.map(({ kind, version }) => [kind, version]))
  for (const { kind, version } of packs.filter((pack) => READ.includes(pack.kind))) {
    if (OF_THE_DAY.includes(kind) && newest.get(kind) !== version) continue
    for (const { name, bytes } of await filesOfPack(reader, vault, kind, version)) {
      sent.push({ kind, version, name: `${kind}.${version}/${name}`, text: Buffer.from(bytes).toString('utf8') })
    }
  }
  return sent
}

/** Everything that is or was in force, what is in force last: a case keeps the versions it was decided under. */
const everInForce = (packs: readonly ReferencePack[]): ReferencePack[] =>
  (['REPLACED', 'IN_FORCE'] as const).flatMap((state) => packs.filter((pack) => pack.state === state).reverse())
export const sentFilesInForce = async (counter: Pick<Counter, 'vault'>, reader: Reader): Promise<SentFile[]> =>
  sentFilesOf(counter, reader, everInForce(await referencePacks(reader)))

/** Stores a pack as it came; it waits for its day. Refuses PACK_FILE_MISSING: the whole down batch is then not taken. */
export async function takePack(counter: Counter, tx: Writer, down: ReceivedDown, body: ReferencePackBody): Promise<Result<null>> {
  const known = (await referencePacks(tx)).some((pack) => pack.kind === body.kind && pack.version === body.version)
  if (known) return ok(null)
  const files = body.files.map(({ name, sha256, bytes }) => ({ name, sha256, size: bytes, bytes: down.blobs.get(sha256) }))
  const lacking = files.find(({ bytes, size, sha256 }) => bytes?.length !== size || sha256Hex(bytes) !== sha256)
  if (lacking) return refuse('PACK_FILE_MISSING', { kind: body.kind, version: body.version, file: lacking.name })
  const { kind, version, title, note, effectiveFrom, preparedBy, publishedBy } = body
  await packsOf(tx, counter.vault).insert(
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

const dayOf = async (counter: Counter, reader: Reader): Promise<DateOnly> => (await latestDay(reader))?.businessDate ?? counter.clock.calendarDate()
const isDue = ({ kind, state, effectiveFrom }: ReferencePack, today: DateOnly): boolean => state === 'WAITING' && READ.includes(kind) && effectiveFrom <= today

/** A table of LPR that begins after today would leave today without a price. */
function reachesToday({ tables }: Packs, today: DateOnly): Result<null> {
  const table = [...tables.lpr.values()].at(-1)
  return table && !lprOn(table.value.lpr, today) ? table.refuseAt(['lpr'], `no LPR published on or before ${today}`) : ok(null)
}

/** Products name checklists, cards and parameters: those go first, so that packs that came together hold together. */
const order = (pack: ReferencePack): number => (pack.kind === 'PRODUCTS' ? PACK_KINDS.length : PACK_KINDS.indexOf(pack.kind))

/**
 * Puts in force what waits and whose day has come, each whole or not at all: one that does not hold with the rest is refused
 * with file, line and reason, and everything stays as it was. In the caller's transaction; `reloadPacks` follows the commit.
 */
export async function enforcePacks(counter: Counter, tx: Writer): Promise<void> {
  const today = await dayOf(counter, tx)
  const all = await referencePacks(tx)
  const due = all.filter((pack) => isDue(pack, today)).sort((a, b) => order(a) - order(b) || a.version - b.version)
  let standing = everInForce(all)
  for (const pack of due) {
    const loaded = await counter.tryPacks(await sentFilesOf(counter, tx, [...standing, pack]))
    const holds = loaded.ok ? reachesToday(loaded.value, today) : loaded
    if (!holds.ok) {
      await packsOf(tx, counter.vault).setState(pack, 'REFUSED', reasonOf(holds.error), null)
      continue
    }
    for (const older of standing.filter((other) => other.kind === pack.kind && other.state === 'IN_FORCE'))
      await packsOf(tx, counter.vault).setState(older, 'REPLACED', null, null)
    await packsOf(tx, counter.vault).setState(pack, 'IN_FORCE', null, counter.clock.now())
    standing = [...standing, { ...pack, state: 'IN_FORCE' }]
  }
}

/** Puts in force what has waited for this release, and seals what an older one did not: it could read neither. */
export async function enforceAfterUpgrade(counter: Counter): Promise<void> {
  const [waits, unsealed] = await counter.database.read(async (reader) => {
    const today = await dayOf(counter, reader)
    return [(await referencePacks(reader)).find((pack) => isDue(pack, today)), (await unsealedFiles(reader)).length] as const
  })
  if (!waits && unsealed === 0) return
  await counter.database.write(async (tx) => {
    await packsOf(tx, counter.vault).sealFiles()
    await enforcePacks(counter, tx)
    if (waits) await note(counter, tx, null, { action: 'batch.takeReceipt', subject: String(waits.seq) })
    return ok(null)
  })
}
