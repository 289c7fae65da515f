import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { ok, type Result, refuse } from '../core/kernel/result.ts'
import { openBranchDatabase } from '../db/open-branch-database.ts'
import { findBranch } from '../db/repositories/branches.ts'
import { databaseFile, liveFolder, openCounter } from './open-counter.ts'
import type { Clock } from './services/clock.ts'
import type { KeyCost } from './services/key-slot.ts'
import type { OsKeyStore } from './services/os-key-store.ts'
import { loadPacks } from './services/packs.ts'
import { makePartSealer, type StartSealer, sealHere } from './services/part-sealer/part-sealer.ts'
import { createPdfPool } from './services/pdf-pool.ts'
import { loadReference } from './services/reference-data.ts'
import { finishInterruptedRestore } from './services/restore.ts'
import { forkReader, type StartReader } from './services/scan-reader/reader-process.ts'
import { makeScanReader } from './services/scan-reader/scan-reader.ts'
import { terminalName } from './services/terminal.ts'
import { openReadBefore } from './services/yaml-file.ts'
import type { Counter } from './usecases/counter.ts'
import type { Host } from './usecases/people/host.ts'

/** What the build read of the data files ahead (vite.config.ts). */
const READ_AHEAD = 'out/main/data-files.json'

export interface HostOptions {
  /** Folder that holds node_modules, templates and db/migrations. */
  readonly appRoot: string
  readonly userData: string
  readonly version: string
  readonly clock: Clock
  readonly osStore: OsKeyStore
  readonly keyCost: KeyCost
  /** Whether this folder is for practice; false when left out (ADR 0060). */
  readonly training?: boolean
  /** How the process starts that reads scans; Node's own way when left out. */
  readonly startReader?: StartReader
  readonly startSealer?: StartSealer
}

export interface OpenHost extends Host {
  /** Starts a printing thread, so that the first customer does not wait for it. */
  warm(): void
  close(): Promise<void>
}

/** Opens what needs no key: database, packs and printer. Refuses TRAINING_MIXED, DATABASE_*, DATA_FILE_INVALID, PDF_FONT_MISSING. */
export async function openHost(options: HostOptions): Promise<Result<OpenHost>> {
  const { appRoot, userData, clock } = options
  await mkdir(liveFolder(userData), { recursive: true, mode: 0o700 })
  await finishInterruptedRestore(liveFolder(userData))
  const database = await openBranchDatabase({ file: databaseFile(userData), folder: path.join(appRoot, 'db/migrations'), now: clock.now() })
  if (!database.ok) return database
  const { training = false } = options
  const found = await database.value.read(findBranch)
  if (found && found.training !== training) {
    await database.value.close()
    return refuse('TRAINING_MIXED', { data: found.training ? 'TRAINING' : 'LIVE' })
  }
  const before = await openReadBefore(path.join(appRoot, READ_AHEAD))
  const packs = await loadPacks(path.join(appRoot, 'templates'), [], before)
  if (!packs.ok) return packs
  const reference = await loadReference(path.join(appRoot, 'templates'), before)
  if (!reference.ok) return reference
  const printer = await createPdfPool(appRoot)
  if (!printer.ok) return printer
  const reader = makeScanReader(options.startReader ?? forkReader)
  const sealer = options.startSealer ? makePartSealer(options.startSealer) : sealHere
  const parts = {
    reader,
    sealer,
    database: database.value,
    clock,
    packs: packs.value,
    reference: reference.value,
    templates: path.join(appRoot, 'templates'),
    readBefore: before,
    printer: printer.value,
    userData,
    version: options.version,
  }
  let counter: Counter | null = null
  return ok({
    database: database.value,
    clock,
    osStore: options.osStore,
    keyCost: options.keyCost,
    terminal: terminalName(),
    printer: printer.value,
    training,
    async open(dataKey) {
      if (counter) return counter
      const opened = await openCounter(parts, dataKey)
      if (!opened.ok) throw new Error(opened.error.code)
      counter = opened.value
      return counter
    },
    current: () => counter,
    warm: () => printer.value.warm(),
    async close() {
      reader.close()
      sealer.close()
      await counter?.names.close()
      counter = null
      await database.value.close()
      await printer.value.close()
    },
  })
}
