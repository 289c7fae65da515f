import type { PackKind } from '../../core/batch/reference-pack.ts'
import type { Instant } from '../../core/kernel/calendar.ts'
import type { Session } from '../../core/kernel/people.ts'
import type { Result } from '../../core/kernel/result.ts'
import type { Database } from '../../db/connection.ts'
import type { NameIndex } from '../../db/name-index.ts'
import type { Branch } from '../../db/repositories/branches.ts'
import type { BranchKeys } from '../services/branch-keys.ts'
import type { Clock } from '../services/clock.ts'
import type { IdReader } from '../services/id-reader.ts'
import type { Packs, SentFile } from '../services/packs.ts'
import type { PaperStore } from '../services/paper-store.ts'
import type { PdfPrinter } from '../services/pdf-printer.ts'
import type { ReferenceData } from '../services/reference-data.ts'
import type { BranchVault } from '../services/vault.ts'

/** Where a branch keeps what is not in its database. */
export interface Folders {
  readonly archive: string
  /** What goes to head office, in the layout of a USB stick. */
  readonly outbound: string
  /** What comes from head office. */
  readonly inbound: string
  readonly backups: string
  readonly work: string
}

/** The open branch: everything a use case may reach. Made by each composition root once somebody's password opened the key. */
export interface Counter {
  readonly database: Database
  readonly clock: Clock
  readonly vault: BranchVault
  readonly papers: PaperStore
  /** The program's data packs and those in force from head office. */
  readonly packs: Packs
  readonly reference: ReferenceData
  readonly idReader: IdReader
  readonly printer: PdfPrinter
  readonly keys: BranchKeys
  /** Of a branch restored from a backup: new keys that head office has yet to enrol; nothing is sent before. */
  readonly nextKeys: BranchKeys | null
  readonly branch: Branch
  readonly names: NameIndex
  readonly folders: Folders
  readonly version: string
  /** Makes further key slots and backups; never leaves the main process. */
  readonly dataKey: Uint8Array
  /** Loads packs together with files from head office, without putting them in use. Refuses DATA_FILE_INVALID. */
  tryPacks(sent: readonly SentFile[]): Promise<Result<Packs>>
  /** The kind of head office's data that was in force and does not hold with this release: until one comes that does, nothing is lent. */
  readonly lendingHeldBy: PackKind | null
  /** Puts the packs in use that the database says are in force. @returns false when they do not hold together: those in use stay */
  reloadPacks(): Promise<boolean>
  /** Opens files from outside, in a process of its own. */
  readonly reader: import('../services/scan-reader/scan-reader.ts').ScanReader
  /** Encrypts the parts of a batch, in a process of its own. */
  readonly sealer: import('../services/part-sealer/part-sealer.ts').PartSealer
  /** Reads branch, keys and next keys again, after they were changed. */
  reloadBranch(): Promise<void>
}

/** Who, where and when, for the audit row of a change. */
export const stampOf = (
  counter: Pick<Counter, 'clock'>,
  session: Session,
): { readonly at: Instant; readonly staffId: Session['staffId']; readonly terminal: string } => ({
  at: counter.clock.now(),
  staffId: session.staffId,
  terminal: session.terminal,
})
