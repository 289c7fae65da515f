import path from 'node:path'
import type { PublicKeys } from '../core/batch/enrolment.ts'
import { ok, type Refusal, type Result, refuse } from '../core/kernel/result.ts'
import { keyFingerprint } from '../protocol/enrolment-file.ts'
import { findBatches } from '../protocol/hob-layout.ts'
import { publicKeysOf } from '../protocol/keys.ts'
import { LocalObjects } from '../protocol/object-store.ts'
import { Spool } from '../protocol/spool.ts'
import { SYSTEM } from './acts/act.ts'
import { recordAct } from './acts/record-act.ts'
import { noteTurns, type OfficeTurn, turnOfficeKeys } from './acts/turn-keys.ts'
import { issueCrossLists } from './down/cross-lists.ts'
import { issueToEach } from './down/issue-down.ts'
import { acceptBatch } from './import/accept-batch.ts'
import type { BatchOutcome } from './import/custody.ts'
import { type Enrolled, enrolBranch } from './import/enrol.ts'
import { LaneIndex } from './import/lane-index.ts'
import { createOfficeKeys, newestKeys, readOfficeKeys } from './import/office-keys.ts'
import { catchUp } from './import/project.ts'
import { carryBack } from './import/publish-receipt.ts'
import { Rehearsal } from './import/rehearsal.ts'
import { replayKnownSchemas } from './import/replay-parked.ts'
import { checkOffice, type OfficeCheck } from './import/verify.ts'
import { Lanes, type Office, type Projector, type Trouble, Troubles } from './office.ts'
import { type Database, projectionHash, type Row, type SqlValue } from './store/database.ts'
import { takeLock } from './store/lock-file.ts'
import { closeProjection, openProjection, type ProjectionPlace, rebuildProjection } from './store/projection.ts'
import { rowSeal } from './store/row-seal.ts'

export const APP = '0.1.0'
/** A UTC instant in whole seconds, as envelopes carry it. */
export const instantNow = (): string => `${new Date().toISOString().slice(0, 19)}Z`

export interface ImportReport {
  /** One entry for each batch offered, in order of sequence. */
  readonly batches: readonly ({ readonly batch: string } & ({ readonly outcome: BatchOutcome } | { readonly refusal: Refusal }))[]
  /** The folder to carry back to the branch, or null when there is nothing to carry. */
  readonly receipts: string | null
}
export interface ImportOptions {
  readonly dryRun?: boolean
  readonly receiptsTo?: string
  /** Lists of what other branches have open go back too, where they are due. */
  readonly lists?: boolean
}

export interface HeadOffice {
  readonly name: string
  readonly keys: PublicKeys
  readonly escrow: string
  /** What the branch types in to know this head office by. */
  readonly fingerprint: string
  /** For the HTTP service and the console. */
  readonly office: Office
  /** Enrols a branch from its key file. */
  enrol(request: Uint8Array): Promise<Result<Enrolled>>
  /** Imports what a folder (or one batch's folder or envelope.json) offers. `receiptsTo` overrides DIR/out/<branch>. */
  importBatches(target: string, options?: ImportOptions): Promise<Result<ImportReport>>
  /** Branches that stand still, and why. */
  readonly troubles: readonly Trouble[]
  /** Goes over to new keys of head office's own. */
  turnKeys(who: string): Promise<Result<OfficeTurn>>
  /** Makes the database again from the spool; gives the hash before, null where it could not be read, and after. */
  rebuild(): Promise<{ readonly before: string | null; readonly after: string }>
  /** Checks the spool object by object, and that a rebuild gives the database that stands. */
  verify(): Promise<OfficeCheck>
  projectionHash(): Promise<string>
  /** Read-only questions to the projection. */
  query<T extends Row>(sql: string, values?: readonly SqlValue[]): Promise<T[]>
  close(): Promise<void>
}

export interface OpenOptions {
  /** PostgreSQL; left out: the embedded engine. */
  readonly databaseUrl?: string
  /** Takes over a lock that another machine holds: on purpose, once nothing runs there. */
  readonly takeOver?: boolean
}

/** Sets up a head office in a folder: keys and an empty spool. Refuses HEAD_OFFICE_BUSY when there is one already. */
export async function initHeadOffice(folder: string, name: string): Promise<Result<{ fingerprint: string }>> {
  const keys = await createOfficeKeys(folder, name)
  return keys.ok ? ok({ fingerprint: keyFingerprint(keys.value.secret.sign) }) : keys
}

/** Every lane up to the end of the journal, as many side by side as the database bears. One that cannot is a trouble; without a database none can. */
async function replayAll(projector: Projector): Promise<void> {
  const names = await projector.index.names(projector.spool)
  const take = (lane: string): Promise<unknown> => projector.troubles.hold('projection', lane, () => catchUp(projector, lane))
  const worker = async (): Promise<void> => {
    for (let lane = names.shift(); lane !== undefined; lane = names.shift()) await take(lane)
  }
  await Promise.all(Array.from({ length: projector.database.width }, worker))
  if (projector.troubles.list.length > 0) await projector.database.query('select 1 as one')
}

async function importBatches(
  office: Office,
  folder: string,
  target: string,
  { dryRun = false, receiptsTo, lists = false }: ImportOptions,
): Promise<Result<ImportReport>> {
  const found = await findBatches(target)
  if (!found.ok) return found
  const batches: ImportReport['batches'][number][] = found.value.unready.map((branch) => ({
    batch: `${branch}/READY`,
    refusal: { code: 'BATCH_NOT_READY', details: {} },
  }))
  const settled: BatchOutcome[] = []
  const rehearsal = dryRun ? new Rehearsal() : null
  const standsStill = (error: unknown): Result<never> => {
    if (!office.troubles.list.some(({ what }) => what === 'projection')) throw error
    return refuse('BRANCH_STANDS_STILL')
  }
  for (const listed of found.value.batches) {
    // A branch that stands still, which its lane has noted, keeps no other branch's batches from being taken.
    const taken = await acceptBatch(office, listed, rehearsal).catch(standsStill)
    batches.push(taken.ok ? { batch: listed.relative, outcome: taken.value } : { batch: listed.relative, refusal: taken.error })
    if (taken.ok && !dryRun) settled.push(taken.value)
  }
  if (dryRun) return ok({ batches, receipts: null })
  const fresh = settled.filter((outcome) => !outcome.replay).length
  if (fresh > 0) await recordAct(office, SYSTEM, { type: 'batch.import', batches: fresh, refused: batches.length - settled.length }).catch(standsStill)
  if (lists) await issueCrossLists(office, [...new Set(settled.map(({ branch }) => branch))])
  return ok({ batches, receipts: await carryBack(office, settled, (branch) => receiptsTo ?? path.join(folder, 'out', branch)) })
}

/**
 * Opens a head office: takes its lock, reads the spool, brings the projection up to the journal, reads parked records again
 * that this release knows, signs what a crash kept back. A branch that stands still does not keep the others from it. Refuses HEAD_OFFICE_MISSING, HEAD_OFFICE_BUSY (pid, host), HEAD_OFFICE_DATABASE_OTHER.
 */
export async function openHeadOffice(folder: string, now: () => string = instantNow, options: OpenOptions = {}): Promise<Result<HeadOffice>> {
  const keys = await readOfficeKeys(folder)
  if (!keys.ok) return keys
  const lock = await takeLock(path.join(folder, 'lock'), options)
  if (!lock.ok) return lock
  const { secret, escrow, name } = keys.value
  try {
    const objects = new LocalObjects(path.join(folder, 'spool', 'objects'))
    await objects.sweep()
    const spool = await Spool.open(path.join(folder, 'spool'), objects)
    const troubles = new Troubles(() => spool.inDoubt)
    const index = new LaneIndex((reason) => troubles.passOver(reason))
    const fixed = { spool, keys: keys.value, seal: rowSeal(secret.sign.seed), index, troubles }
    let open: Office | null = null
    const projector = (database: Database): Projector => ({ ...fixed, keys: open?.keys ?? fixed.keys, database })
    const replay = (database: Database): Promise<void> => replayAll(projector(database))
    const replayCopy = (database: Database): Promise<void> => replayAll({ ...projector(database), troubles: new Troubles() })
    const place: ProjectionPlace = { folder, url: options.databaseUrl ?? null, office: secret.sign.keyId }
    const opened = await openProjection(place, spool, replay)
    if (!opened.ok) {
      await lock.value()
      return opened
    }
    const standUp = (lane: string): Promise<void> => office.troubles.watch('projection', lane, () => catchUp(office, lane))
    const office: Office = { ...fixed, database: opened.value, lanes: new Lanes(standUp), listed: new Map(), now, app: APP }
    open = office
    await replayKnownSchemas(office)
    await office.troubles.hold('answers', '', () => noteTurns(office, SYSTEM))
    await issueToEach(office)
    return ok({
      name,
      escrow,
      office,
      get keys() {
        return publicKeysOf(newestKeys(office.keys))
      },
      get fingerprint() {
        return keyFingerprint(newestKeys(office.keys).sign)
      },
      get troubles() {
        return office.troubles.list
      },
      turnKeys: (who) => turnOfficeKeys(office, folder, who),
      enrol: (request) => enrolBranch(office, request),
      importBatches: (target, importing = {}) => importBatches(office, folder, target, importing),
      rebuild: async () => {
        // Whatever became of it, it can be made again.
        const before = await projectionHash(office.database).catch(() => null)
        office.database = await rebuildProjection(place, office.database, replay)
        return { before, after: await projectionHash(office.database) }
      },
      verify: () => checkOffice(office, folder, replayCopy),
      projectionHash: () => projectionHash(office.database),
      query: (sql, values) => office.database.query(sql, values),
      close: async () => {
        await office.lanes.quiet()
        await closeProjection(place, office.database)
        await lock.value()
      },
    })
  } catch (error) {
    await lock.value()
    throw error
  }
}
