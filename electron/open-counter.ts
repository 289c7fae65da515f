import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { ok, type Result, refuse } from '../core/kernel/result.ts'
import type { Database } from '../db/connection.ts'
import { openNameIndex } from '../db/name-index.ts'
import { findBranchKeys } from '../db/repositories/branch-keys.ts'
import { findBranch } from '../db/repositories/branches.ts'
import { openBranchKeys } from './services/branch-keys.ts'
import type { Clock } from './services/clock.ts'
import type { Packs } from './services/packs.ts'
import { makePaperStore } from './services/paper-store.ts'
import type { PdfPrinter } from './services/pdf-printer.ts'
import { makeVault } from './services/vault.ts'
import type { Counter, Folders } from './usecases/counter.ts'

export interface CounterParts {
  readonly database: Database
  readonly clock: Clock
  readonly packs: Packs
  readonly printer: PdfPrinter
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

/** Opens the branch with its data key: keys, papers, name index. Refuses BRANCH_NOT_SET_UP. */
export async function openCounter(parts: CounterParts, dataKey: Uint8Array): Promise<Result<Counter>> {
  const { database, userData } = parts
  const vault = makeVault(dataKey)
  const branch = await database.read(findBranch)
  const keyRow = branch && (await database.read((reader) => findBranchKeys(reader, branch.epoch)))
  if (!branch || !keyRow) return refuse('BRANCH_NOT_SET_UP')
  const folders = foldersOf(userData)
  for (const folder of Object.values(folders)) await mkdir(folder, { recursive: true })
  const papers = makePaperStore({ folder: path.join(liveFolder(userData), 'papers'), key: vault.papersKey })
  await papers.sweep()
  return ok({
    database,
    clock: parts.clock,
    vault,
    papers,
    packs: parts.packs,
    printer: parts.printer,
    keys: openBranchKeys(vault, keyRow.epoch, keyRow.sealed),
    branch,
    names: await openNameIndex(database, vault),
    folders,
    version: parts.version,
    dataKey,
  })
}
