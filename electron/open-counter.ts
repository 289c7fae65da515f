import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import type { PackKind } from '../core/batch/reference-pack.ts'
import { ok, type Result, refuse } from '../core/kernel/result.ts'
import type { Database } from '../db/connection.ts'
import { openNameIndex } from '../db/name-index.ts'
import { findBranchKeys } from '../db/repositories/branch-keys.ts'
import { findBranch } from '../db/repositories/branches.ts'
import { keysTurnedTo } from '../db/repositories/key-turns.ts'
import { openBranchKeys, openTurnedKeys, turnedTo } from './services/branch-keys.ts'
import type { Clock } from './services/clock.ts'
import { type IdReader, idReaderOf } from './services/id-reader.ts'
import { type OwnPacks, packLoader } from './services/pack-loader.ts'
import { makePaperStore } from './services/paper-store.ts'
import type { PdfPrinter } from './services/pdf-printer.ts'
import { type BranchVault, makeVault } from './services/vault.ts'
import { disposeComplete, sweepOutbound } from './usecases/batch/dispose-batches.ts'
import { offerSealed } from './usecases/batch/offer-sealed.ts'
import { needsEnrolment } from './usecases/batch/restored-branch.ts'
import type { Counter, Folders } from './usecases/counter.ts'
import { lendingHeldBy, refuseMisfits } from './usecases/sync/misfit-packs.ts'
import { enforceAfterUpgrade, sentFilesInForce } from './usecases/sync/reference-data.ts'
import { rereadParked } from './usecases/sync/reread-parked.ts'

export interface CounterParts extends OwnPacks {
  readonly database: Database
  readonly clock: Clock
  /** A device on the counter; left out, the reader of a training branch or none. */
  readonly idReader?: IdReader
  readonly printer: PdfPrinter
  readonly reader: Counter['reader']
  readonly sealer: Counter['sealer']
  readonly userData: string
  readonly version: string
}

/** The folder a backup covers: exactly the database and the papers. */
export const liveFolder = (userData: string): string => path.join(userData, 'live')
export const databaseFile = (userData: string): string => path.join(liveFolder(userData), 'branch.sqlite')

export const foldersOf = (userData: string): Folders => ({
  archive: path.join(userData, 'archive'),
  outbound: path.join(userData, 'outbound'),
  inbound: path.join(userData, 'inbound'),
  backups: path.join(userData, 'backups'),
  work: path.join(userData, 'work'),
})

type Identity = Pick<Counter, 'branch' | 'keys' | 'nextKeys'>

/** The branch and its keys as they stand; null before set-up. */
async function readIdentity(database: Database, vault: BranchVault): Promise<Identity | null> {
  return database.read(async (reader) => {
    const branch = await findBranch(reader)
    const keyRow = branch && (await findBranchKeys(reader, branch.epoch))
    if (!branch || !keyRow) return null
    const next = (await needsEnrolment(reader)) ? await findBranchKeys(reader, branch.epoch + 1) : null
    const enrolled = openBranchKeys(vault, keyRow.epoch, keyRow.sealed)
    const turned = (await keysTurnedTo(reader, branch.epoch)).map((row) => openTurnedKeys(vault, row.recordId, row.sealed))
    return {
      branch,
      keys: turnedTo(enrolled, turned),
      nextKeys: next && openBranchKeys(vault, next.epoch, next.sealed),
    }
  })
}

/** Opens the branch with its data key: keys, papers, name index. Refuses BRANCH_NOT_SET_UP. */
export async function openCounter(parts: CounterParts, dataKey: Uint8Array): Promise<Result<Counter>> {
  const { database, userData } = parts
  const vault = makeVault(dataKey)
  let { packs, reference } = parts
  let held: PackKind | null = null
  let identity = await readIdentity(database, vault)
  if (!identity) return refuse('BRANCH_NOT_SET_UP')
  const folders = foldersOf(userData)
  for (const folder of Object.values(folders)) await mkdir(folder, { recursive: true })
  const papers = makePaperStore({ folder: path.join(liveFolder(userData), 'papers'), key: vault.papersKey })
  await papers.sweep()
  const put = packLoader(parts)
  const current = (): Identity => {
    if (!identity) throw new Error('the branch is gone from its database')
    return identity
  }
  const counter: Counter = {
    database,
    clock: parts.clock,
    vault,
    papers,
    get packs() {
      return packs
    },
    get reference() {
      return reference
    },
    get lendingHeldBy() {
      return held
    },
    idReader: parts.idReader ?? idReaderOf(identity.branch, parts.reference.trainingCards),
    printer: parts.printer,
    reader: parts.reader,
    sealer: parts.sealer,
    get keys() {
      return current().keys
    },
    get nextKeys() {
      return current().nextKeys
    },
    get branch() {
      return current().branch
    },
    names: await openNameIndex(database, vault),
    folders,
    version: parts.version,
    dataKey,
    async tryPacks(sent) {
      const together = await put(sent)
      return together.ok ? ok(together.value.packs) : together
    },
    async reloadPacks() {
      const together = await put(await database.read((reader) => sentFilesInForce({ vault }, reader)))
      if (together.ok) ({ packs, reference } = together.value)
      held = await database.read(lendingHeldBy)
      return together.ok
    },
    async reloadBranch() {
      identity = await readIdentity(database, vault)
    },
  }
  // What no longer holds goes before anything that has waited for this release is put together with it.
  const whole = await counter.reloadPacks()
  if (!whole) await refuseMisfits(counter)
  await rereadParked(counter)
  if ((await enforceAfterUpgrade(counter)) || !whole) await counter.reloadPacks()
  await sweepOutbound(counter)
  await disposeComplete(counter, null)
  await offerSealed(counter)
  return ok(counter)
}
