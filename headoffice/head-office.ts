import path from 'node:path'
import type { PublicKeys } from '../core/batch/enrolment.ts'
import { ok, type Refusal, type Result } from '../core/kernel/result.ts'
import { makeFolder } from '../protocol/durable-file.ts'
import { keyFingerprint } from '../protocol/enrolment-file.ts'
import { findBatches } from '../protocol/hob-layout.ts'
import { publicKeysOf } from '../protocol/keys.ts'
import { Spool } from '../protocol/spool.ts'
import { acceptBatch, type BatchOutcome } from './import/accept-batch.ts'
import { enrolBranch } from './import/enrol.ts'
import { issueReceipts, publishReceipt } from './import/issue-receipts.ts'
import { createOfficeKeys, readOfficeKeys } from './import/office-keys.ts'
import { catchUp, type Projector } from './import/project.ts'
import { checkOffice, type OfficeCheck } from './import/verify.ts'
import { type Database, projectionHash, type Row } from './store/database.ts'
import { takeLock } from './store/lock-file.ts'
import { closeProjection, openProjection, rebuildProjection } from './store/projection.ts'

const APP = '0.1.0'
/** A UTC instant in whole seconds, as envelopes carry it. */
export const instantNow = (): string => `${new Date().toISOString().slice(0, 19)}Z`

export interface ImportReport {
  /** One entry for each batch offered, in order of sequence. */
  readonly batches: readonly ({ readonly batch: string } & ({ readonly outcome: BatchOutcome } | { readonly refusal: Refusal }))[]
  /** The folder to carry back to the branch, or null when there is nothing to carry. */
  readonly receipts: string | null
}

export interface HeadOffice {
  readonly name: string
  readonly keys: PublicKeys
  readonly escrow: string
  /** What the branch types in to know this head office by. */
  readonly fingerprint: string
  /** Enrols a branch from its key file; gives the text of the signed enrolment file. */
  enrol(request: Uint8Array): Promise<Result<string>>
  /** Imports what a folder (or one batch's folder or envelope.json) offers. `receiptsTo` overrides DIR/out/<branch>. */
  importBatches(target: string, options?: { readonly dryRun?: boolean; readonly receiptsTo?: string }): Promise<Result<ImportReport>>
  /** Makes the database again from the spool; gives the hash before and after. */
  rebuild(): Promise<{ readonly before: string; readonly after: string }>
  /** Checks the spool object by object, and that a rebuild gives the database that stands. */
  verify(): Promise<OfficeCheck>
  projectionHash(): Promise<string>
  /** Read-only questions to the projection. */
  query<T extends Row>(sql: string, values?: readonly (string | number | null)[]): Promise<T[]>
  close(): Promise<void>
}

/** Sets up a head office in a folder: keys and an empty spool. Refuses HEAD_OFFICE_BUSY when there is one already. */
export async function initHeadOffice(folder: string, name: string): Promise<Result<{ fingerprint: string }>> {
  const keys = await createOfficeKeys(folder, name)
  return keys.ok ? ok({ fingerprint: keyFingerprint(keys.value.secret.sign) }) : keys
}

/**
 * Opens a head office: takes its lock, reads the spool, brings the projection up to the journal, issues receipts a crash
 * kept back. Refuses HEAD_OFFICE_MISSING, HEAD_OFFICE_BUSY (pid).
 */
export async function openHeadOffice(folder: string, now: () => string = instantNow): Promise<Result<HeadOffice>> {
  const keys = await readOfficeKeys(folder)
  if (!keys.ok) return keys
  const lock = await takeLock(path.join(folder, 'lock'))
  if (!lock.ok) return lock
  const { secret, escrow, name } = keys.value
  try {
    const spool = await Spool.open(path.join(folder, 'spool'))
    const over = (database: Database): Projector => ({ spool, database, sign: secret.sign, identities: [secret.receive.identity] })
    const replay = (database: Database): Promise<void> => catchUp(over(database))
    let database = await openProjection(folder, replay, spool.journal.length)
    const issue = () => issueReceipts({ office: over(database), signingKey: secret.sign, app: APP, now })
    await issue()
    return ok({
      name,
      escrow,
      keys: publicKeysOf(secret),
      fingerprint: keyFingerprint(secret.sign),
      enrol: (request) => enrolBranch(over(database), keys.value, request, now()),
      importBatches: async (target, { dryRun = false, receiptsTo } = {}) => {
        const found = await findBatches(target)
        if (!found.ok) return found
        const batches: ImportReport['batches'][number][] = []
        const settled: BatchOutcome[] = []
        for (const listed of found.value) {
          const taken = await acceptBatch(over(database), listed, { dryRun, now, recipients: [secret.receive.recipient] })
          await issue()
          batches.push(taken.ok ? { batch: listed.relative, outcome: taken.value } : { batch: listed.relative, refusal: taken.error })
          if (taken.ok && !dryRun) settled.push(taken.value)
        }
        const receipts = await carryBack(over(database), settled, (branch) => receiptsTo ?? path.join(folder, 'out', branch))
        return ok({ batches, receipts })
      },
      rebuild: async () => {
        const before = await projectionHash(database)
        await closeProjection(folder, database)
        await rebuildProjection(folder, replay)
        database = await openProjection(folder, replay, spool.journal.length)
        return { before, after: await projectionHash(database) }
      },
      verify: () => checkOffice(over(database), replay),
      projectionHash: () => projectionHash(database),
      query: (sql, values) => database.query(sql, values),
      close: async () => {
        await closeProjection(folder, database)
        await lock.value()
      },
    })
  } catch (error) {
    await lock.value()
    throw error
  }
}

/** Receipts of what was offered, and of batches behind a gap that it filled. */
async function carryBack(office: Projector, settled: readonly BatchOutcome[], folderOf: (branch: string) => string): Promise<string | null> {
  let folder: string | null = null
  for (const { branch, epoch, seq } of settled) {
    for (let next = seq; await publishReceipt(office, { branch, epoch, seq: next }, folderOf(branch)); next++) folder = folderOf(branch)
  }
  if (folder !== null) await makeFolder(folder)
  return folder
}
