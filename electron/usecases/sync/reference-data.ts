import { byTurn, everInForce, withNewer } from '../../../core/batch/packs-in-force.ts'
import { RecordLine } from '../../../core/batch/record-line.ts'
import { isPackKind, OF_THE_DAY, type ReferencePackBody, UnreadPack } from '../../../core/batch/reference-pack.ts'
import type { DateOnly } from '../../../core/kernel/calendar.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { lprOn } from '../../../core/scoring/price.ts'
import { latestDay } from '../../../db/repositories/branches.ts'
import { filesOfPack, LATER_RELEASE, packsOf, type ReferencePack, referencePacks } from '../../../db/repositories/reference-packs.ts'
import { setting, settings } from '../../../db/repositories/settings.ts'
import type { Reader, Writer } from '../../../db/sql.ts'
import { sha256Hex } from '../../../protocol/hashing.ts'
import { tryStrictJson } from '../../../protocol/strict-json.ts'
import type { Packs, SentFile } from '../../services/packs.ts'
import type { ReceivedDown, UnknownLine } from '../../services/receipt-reader.ts'
import { note } from '../audit-note.ts'
import type { Counter } from '../counter.ts'
import { packsTold, tellPacks } from './tell-packs.ts'

/** The files of these packs, of kinds that hold for the day those of the newest alone. */
export async function sentFilesOf({ vault }: Pick<Counter, 'vault'>, reader: Reader, packs: readonly ReferencePack[]): Promise<SentFile[]> {
  const sent: SentFile[] = []
  const newest = new Map(packs.map(({ kind, version }) => [kind, version]))
  for (const { kind, version } of packs) {
    if (!isPackKind(kind) || (OF_THE_DAY.includes(kind) && newest.get(kind) !== version)) continue
    for (const { name, bytes } of await filesOfPack(reader, vault, kind, version)) {
      sent.push({ kind, version, name: `${kind}.${version}/${name}`, text: Buffer.from(bytes).toString('utf8') })
    }
  }
  return sent
}

/** Of everything that is or was in force. */
export const sentFilesInForce = async (counter: Pick<Counter, 'vault'>, reader: Reader): Promise<SentFile[]> =>
  sentFilesOf(counter, reader, everInForce(await referencePacks(reader)))

const packAt = async (reader: Reader, { kind, version }: Pick<ReferencePack, 'kind' | 'version'>): Promise<ReferencePack | undefined> =>
  (await referencePacks(reader)).find((pack) => pack.kind === kind && pack.version === version)

type Named = Pick<ReferencePack, 'kind' | 'version' | 'title' | 'note' | 'effectiveFrom' | 'preparedBy' | 'publishedBy'>
function asArrived(counter: Counter, { epoch, seq }: Pick<ReceivedDown, 'epoch' | 'seq'>, pack: Named, reason: string | null): ReferencePack {
  const { kind, version, title, note, effectiveFrom, preparedBy, publishedBy } = pack
  const standing = { epoch, seq, state: 'WAITING' as const, reason, arrivedAt: counter.clock.now(), inForceAt: null }
  return { kind, version, title, note, effectiveFrom, preparedBy, publishedBy, ...standing }
}

/** Keeps a pack of a later release with its files, so that they need not come again (`rereadParked`). */
export async function keepUnread(counter: Counter, tx: Writer, down: ReceivedDown, line: UnknownLine): Promise<void> {
  const record = RecordLine.safeParse(tryStrictJson(Buffer.from(line.line)))
  const pack = UnreadPack.safeParse(record.data?.body)
  if (line.type !== 'reference.pack' || !record.success || !pack.success || (await packAt(tx, pack.data))) return
  // By their hashes: what a later release calls them, and whether each name is one of a kind, is not known here.
  const files = [...new Set(record.data.blobs.map(({ sha256 }) => sha256))].flatMap((sha256) => {
    const bytes = down.blobs.get(sha256)
    return bytes ? [{ name: sha256, sha256, bytes }] : []
  })
  const effectiveFrom = pack.data.effectiveFrom ?? (await dayOf(counter, tx))
  await packsOf(tx, counter.vault).insert(asArrived(counter, down, { ...pack.data, effectiveFrom }, LATER_RELEASE), files)
}

/** The files of a pack that was kept unread, by hash. */
export async function filesKept(counter: Counter, reader: Reader, body: unknown): Promise<Map<string, Buffer>> {
  const pack = UnreadPack.safeParse(body)
  const files = pack.success ? await filesOfPack(reader, counter.vault, pack.data.kind, pack.data.version) : []
  return new Map(files.map(({ sha256, bytes }) => [sha256, Buffer.from(bytes)]))
}

/** Stores a pack as it came; it waits for its day and for `settlePacks`. Refuses PACK_FILE_MISSING: the whole down batch is then not taken. */
export async function takePack(counter: Counter, tx: Writer, down: ReceivedDown, body: ReferencePackBody): Promise<Result<null>> {
  const known = await packAt(tx, body)
  if (known && known.reason !== LATER_RELEASE) return ok(null)
  const files = body.files.map(({ name, sha256, bytes }) => ({ name, sha256, size: bytes, bytes: down.blobs.get(sha256) }))
  const lacking = files.find(({ bytes, size, sha256 }) => bytes?.length !== size || sha256Hex(bytes) !== sha256)
  if (lacking) return refuse('PACK_FILE_MISSING', { kind: body.kind, version: body.version, file: lacking.name })
  const packs = packsOf(tx, counter.vault)
  if (known) await packs.remove(known)
  await packs.insert(
    asArrived(counter, down, body, null),
    files.map(({ name, sha256, bytes }) => ({ name, sha256, bytes: bytes ?? new Uint8Array() })),
  )
  return ok(null)
}

export const reasonOf = (error: { readonly code: string; readonly details: Readonly<Record<string, unknown>> }): string =>
  `${error.code} ${['file', 'line', 'path', 'reason'].map((name) => error.details[name] ?? '').join(' ')}`.trim().slice(0, 500)

const dayOf = async (counter: Counter, reader: Reader): Promise<DateOnly> => (await latestDay(reader))?.businessDate ?? counter.clock.calendarDate()
const isDue = ({ state, reason, effectiveFrom }: ReferencePack, today: DateOnly): boolean =>
  state === 'WAITING' && reason !== LATER_RELEASE && effectiveFrom <= today

/** A table of LPR that begins after today would leave today without a price. */
function reachesToday({ tables }: Packs, today: DateOnly): Result<null> {
  const table = [...tables.lpr.values()].at(-1)
  return table && !lprOn(table.value.lpr, today) ? table.refuseAt(['lpr'], `no LPR published on or before ${today}`) : ok(null)
}

/**
 * Puts in force what waits and whose day has come, each whole or not at all: one that does not hold with the rest is refused
 * with file, line and reason, and everything stays as it was. All at once where they hold together, else one by one. Head office is told.
 * In the caller's transaction; `reloadPacks` follows the commit. @returns whether any day had come
 */
export async function enforcePacks(counter: Counter, tx: Writer): Promise<boolean> {
  const today = await dayOf(counter, tx)
  const all = await referencePacks(tx)
  const due = all.filter((pack) => isDue(pack, today)).sort(byTurn)
  const holds = async (packs: readonly ReferencePack[]): Promise<Result<null>> => {
    const loaded = await counter.tryPacks(await sentFilesOf(counter, tx, packs))
    return loaded.ok ? reachesToday(loaded.value, today) : loaded
  }
  // Of two of one kind the earlier would go untried behind the later.
  const together = due.length > 1 && new Set(due.map(({ kind }) => kind)).size === due.length
  const whole = together && (await holds(due.reduce(withNewer, everInForce(all)))).ok
  let standing = everInForce(all)
  for (const pack of due) {
    const next = withNewer(standing, pack)
    const tried = whole ? ok(null) : await holds(next)
    if (tried.ok) standing = next
    else await packsOf(tx, counter.vault).setState(pack, 'REFUSED', reasonOf(tried.error), null)
  }
  for (const pack of standing) {
    const before = all.find(({ kind, version }) => kind === pack.kind && version === pack.version)
    if (before?.state === pack.state) continue
    await packsOf(tx, counter.vault).setState(pack, pack.state, null, pack.state === 'IN_FORCE' ? counter.clock.now() : null)
  }
  await tellPacks(counter, tx)
  return due.length > 0
}

/** `enforcePacks` where it has something to do. @returns whether any day had come */
async function settled(counter: Counter, upgraded: boolean): Promise<boolean> {
  const { due, told } = await counter.database.read(async (reader) => {
    const today = await dayOf(counter, reader)
    return { due: (await referencePacks(reader)).find((pack) => isDue(pack, today)), told: await packsTold(counter, reader) }
  })
  if (!due && told) return false
  await counter.database.write(async (tx) => {
    await enforcePacks(counter, tx)
    if (due && upgraded) await note(counter, tx, null, { action: 'batch.takeReceipt', subject: String(due.seq) })
    return ok(null)
  })
  return due !== undefined
}

/** At the end of a pass over what came down, however it ended: packs that came are put in force together, and head office is told once. */
export async function settlePacks(counter: Counter): Promise<void> {
  if (await settled(counter, false)) await counter.reloadPacks()
}

/** The release of the program that last looked for files an older one left as they came. */
const SEALED_BY = 'packFilesSealedBy'

/**
 * Puts in force what has waited for this release, and seals what an older one did not: it could read neither. Files are looked through once in each
 * release, which itself keeps none unsealed; what a file says is believed by its seal or its hash each time it is read (`filesOfPack`).
 * @returns whether the packs in force may have changed
 */
export async function enforceAfterUpgrade(counter: Counter): Promise<boolean> {
  if ((await counter.database.read((reader) => setting(reader, SEALED_BY))) !== counter.version) {
    await counter.database.write(async (tx) => {
      await packsOf(tx, counter.vault).sealFiles()
      await settings(tx).set({ name: SEALED_BY, value: counter.version, changedAt: counter.clock.now(), changedBy: null })
      return ok(null)
    })
  }
  return settled(counter, true)
}
