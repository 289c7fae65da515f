import path from 'node:path'
import { type Calls, calls } from '../core/bridge/bridge.ts'
import type { CallTable, Handlers } from '../core/bridge/define-calls.ts'
import { ok } from '../core/kernel/result.ts'
import { allHandlers, atCounter } from './handlers/at-counter.ts'
import { beforeDeciding } from './handlers/before-deciding.ts'
import { caseHandlers, productHandlers } from './handlers/cases.ts'
import { certificateHandlers } from './handlers/certificate.ts'
import { completenessHandlers } from './handlers/completeness.ts'
import { contractHandlers } from './handlers/contract.ts'
import { dayHandlers } from './handlers/day.ts'
import { deskHandlers, shortLists } from './handlers/desk.ts'
import { fileHandlers } from './handlers/files.ts'
import { archiveHandlers, batchHandlers, enrolmentHandlers } from './handlers/head-office.ts'
import { houseHandlers } from './handlers/house.ts'
import { intakeHandlers } from './handlers/intake.ts'
import { judgementHandlers } from './handlers/judgement.ts'
import { backUpIfDue } from './handlers/nightly-backup.ts'
import { auditHandlers, resetHandlers } from './handlers/password-reset.ts'
import { sessionHandlers, setUp, shellHandlers, staffHandlers } from './handlers/people.ts'
import type { Ports } from './handlers/ports.ts'
import { printHandlers } from './handlers/prints.ts'
import { type ScanParts, scanHandlers } from './handlers/scans.ts'
import { syncHandlers } from './handlers/sync.ts'
import { apartFromOffice } from './handlers/training.ts'
import { openHost } from './open-host.ts'
import type { TicketOffice } from './serve-ticket.ts'
import { makeClock } from './services/clock.ts'
import { type FileTickets, makeFileTickets } from './services/file-tickets.ts'
import { BRANCH_COST } from './services/key-slots.ts'
import { type Logger, makeLogger } from './services/logger.ts'
import { lineTls, shownUntil } from './services/office-authority.ts'
import { noLine, officeLine } from './services/office-line.ts'
import type { OsKeyStore } from './services/os-key-store.ts'
import type { StartSealer } from './services/part-sealer/part-sealer.ts'
import { repeat } from './services/repeat.ts'
import type { StartReader } from './services/scan-reader/reader-process.ts'
import { StartRefused } from './start-failure.ts'
import { makeScanTray } from './usecases/completeness/scan-tray.ts'
import type { Host } from './usecases/people/host.ts'
import { makePagePictures, type PagePictures } from './usecases/scans/page-pictures.ts'
import { makeScanDesk } from './usecases/scans/scan-desk.ts'
import { makeScannerFolder } from './usecases/scans/scanner-folder.ts'
import { SyncDesk } from './usecases/sync/desk.ts'

export interface CounterOptions {
  /** Folder that holds templates/ and the locale files. */
  readonly appRoot: string
  /** Folder of this branch's data. */
  readonly userData: string
  readonly version: string
  readonly osStore: OsKeyStore
  readonly ports: Ports
  readonly startReader?: StartReader
  readonly startSealer?: StartSealer
  /** Whether `userData` is for practice: a property of the folder, never of the program (ADR 0060). */
  readonly training: boolean
  /** Ends the program and starts it again on the live or on the training folder. */
  readonly restart: (training: boolean) => void
}
export interface Counter<T extends CallTable> {
  readonly calls: T
  readonly handlers: Handlers<T>
  /** What the window's protocol answers tickets from. */
  readonly files: TicketOffice
  readonly idleMinutes: number
  readonly log: Logger
  /** The picture of a page, for the window that was given its address. */
  readonly pictures: PagePictures
  /** Starts what would make the first customer wait; once the window is seen. */
  warm(): void
  close(): Promise<void>
}

const IDLE_MINUTES = 5
const BACKUP_LOOK_MS = 10 * 60_000
const LINE_LOOK_MS = 5000

/** Every channel with its handler; one that is missing does not compile. */
function handlersOf(
  host: Host,
  { version, ports, restart }: Pick<CounterOptions, 'version' | 'ports' | 'restart'>,
  tickets: FileTickets,
  desk: SyncDesk,
  scans: ScanParts,
): Handlers<Calls> {
  const at = atCounter(host)
  const toOffice = { ...batchHandlers(host, at, desk), ...enrolmentHandlers(host, at, ports), ...syncHandlers(host, at, desk, ports) }
  return allHandlers({
    ...shellHandlers(host, { version, idleMinutes: IDLE_MINUTES, restart }),
    ...setUp(host),
    ...sessionHandlers(host, at),
    ...staffHandlers(host, at),
    ...resetHandlers(host, at),
    ...auditHandlers(at),
    ...dayHandlers(at),
    ...caseHandlers(at, ports),
    ...deskHandlers(at),
    ...shortLists(at),
    ...houseHandlers(at),
    ...beforeDeciding(at),
    ...productHandlers(at),
    ...intakeHandlers(host, at),
    ...completenessHandlers(at, makeScanTray(), ports),
    ...scanHandlers(at, scans),
    ...judgementHandlers(host, at),
    ...contractHandlers(host, at, ports),
    ...certificateHandlers(at, ports),
    ...archiveHandlers(at),
    ...fileHandlers(at, tickets, ports),
    ...printHandlers(at, ports),
    ...(host.training ? apartFromOffice(toOffice) : toOffice),
  })
}

/**
 * Builds the services and use cases of one branch by hand. Free of Electron, so that tests can call it.
 * @throws StartRefused when the database is damaged, newer or changed, the disk full, a font or data pack missing: never a fallback
 */
export async function startCounter(options: CounterOptions): Promise<Counter<Calls>> {
  const { appRoot, userData, version, osStore, ports, startReader, startSealer, training } = options
  const clock = makeClock(() => null)
  const log = makeLogger({ folder: path.join(userData, 'logs'), clock })
  const host = await openHost({
    appRoot,
    userData,
    version,
    clock,
    osStore,
    keyCost: BRANCH_COST,
    training,
    ...(startReader ? { startReader } : {}),
    ...(startSealer ? { startSealer } : {}),
  })
  if (!host.ok) {
    log.error('start.refused', { code: host.error.code, version })
    throw new StartRefused(host.error)
  }
  const tickets = makeFileTickets()
  const nightly = repeat(() => backUpIfDue(host.value, log), BACKUP_LOOK_MS)
  const desk = new SyncDesk(async (address, signal) => {
    if (training) return ok(noLine)
    const tls = await lineTls(userData)
    if (!tls.ok) return tls
    desk.certificateEnds.BRANCH = shownUntil(tls.value)
    const met = (ends: Date): void => {
      desk.certificateEnds.OFFICE = ends
    }
    return ok(officeLine(address, tls.value, signal, met))
  })
  const line = repeat(async () => {
    if (!training)
      await desk.tick(host.value.current()).catch((error: unknown) => log.error('line.failed', { code: error instanceof Error ? error.name : 'unknown' }))
  }, LINE_LOOK_MS)
  const scanDesk = makeScanDesk((error) => log.error('scans.failed', { kind: error instanceof Error ? error.name : typeof error }))
  const folder = makeScannerFolder(scanDesk)
  const pictures = makePagePictures(() => host.value.current())
  return {
    calls,
    handlers: handlersOf(host.value, options, tickets, desk, { desk: scanDesk, folder, pictures, ports }),
    files: { tickets, papers: () => host.value.current()?.papers ?? null },
    idleMinutes: IDLE_MINUTES,
    log,
    pictures,
    warm: () => host.value.warm(),
    async close() {
      desk.cancel()
      await line.stop()
      await folder.close()
      await scanDesk.close()
      await nightly.stop()
      await host.value.close()
    },
  }
}
