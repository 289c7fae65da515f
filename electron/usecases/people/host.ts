import type { Database } from '../../../db/connection.ts'
import type { Clock } from '../../services/clock.ts'
import type { KeyCost } from '../../services/key-slot.ts'
import type { OsKeyStore } from '../../services/os-key-store.ts'
import type { PdfPrinter } from '../../services/pdf-printer.ts'
import type { Counter } from '../counter.ts'

/** The branch before anybody's password opened its key: what set-up and sign-in reach. */
export interface Host {
  readonly database: Database
  readonly clock: Clock
  readonly osStore: OsKeyStore
  readonly keyCost: KeyCost
  /** Whether the folder is for practice (ADR 0060). */
  readonly training: boolean
  readonly terminal: string
  /** What the bundled fonts draw: names entered before there is a counter are held to it. */
  readonly printer: Pick<PdfPrinter, 'undrawable'>
  /** Opens keys, paper store, packs and printer with the data key; the same counter for everybody until it is closed. */
  open(dataKey: Uint8Array): Promise<Counter>
  /** The open counter, or null while nobody has signed in since the start. */
  current(): Counter | null
}
