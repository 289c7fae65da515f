import path from 'node:path'
import { type Calls, calls } from '../core/bridge/bridge.ts'
import type { CallTable, Handlers } from '../core/bridge/define-calls.ts'
import { allHandlers, atCounter } from './handlers/at-counter.ts'
import { beforeDeciding } from './handlers/before-deciding.ts'
import { caseHandlers, productHandlers } from './handlers/cases.ts'
import { completenessHandlers } from './handlers/completeness.ts'
import { contractHandlers } from './handlers/contract.ts'
import { dayHandlers } from './handlers/day.ts'
import { deskHandlers, shortLists } from './handlers/desk.ts'
import { fileHandlers } from './handlers/files.ts'
import { archiveHandlers, batchHandlers, enrolmentHandlers } from './handlers/head-office.ts'
import { intakeHandlers } from './handlers/intake.ts'
import { judgementHandlers } from './handlers/judgement.ts'
import { backUpIfDue } from './handlers/nightly-backup.ts'
import { auditHandlers, resetHandlers } from './handlers/password-reset.ts'
import { sessionHandlers, setUp, shellHandlers, staffHandlers } from './handlers/people.ts'
import type { Ports } from './handlers/ports.ts'
import { syncHandlers } from './handlers/sync.ts'
import { openHost } from './open-host.ts'
import type { TicketOffice } from './serve-ticket.ts'
import { makeClock } from './services/clock.ts'
import { type FileTickets, makeFileTickets } from './services/file-tickets.ts'
import { BRANCH_COST } from './services/key-slots.ts'
import { type Logger, makeLogger } from './services/logger.ts'
import { officeLine } from './services/office-line.ts'
import type { OsKeyStore } from './services/os-key-store.ts'
import { repeat } from './services/repeat.ts'
import { StartRefused } from './start-failure.ts'
import { makeScanTray } from './usecases/completeness/scan-tray.ts'
import type { Host } from './usecases/people/host.ts'
import { SyncDesk } from './usecases/sync/desk.ts'

export interface CounterOptions {
  /** Folder that holds templates/ and the locale files. */
  readonly appRoot: string
  /** Folder of this branch's data. */
  readonly userData: string
  readonly version: string
  readonly osStore: OsKeyStore
  readonly ports: Ports
}
export interface Counter<T extends CallTable> {
  readonly calls: T
  readonly handlers: Handlers<T>
  /** What the window's protocol answers tickets from. */
  readonly files: TicketOffice
  readonly idleMinutes: number
  readonly log: Logger
  close(): Promise<void>
}

const IDLE_MINUTES = 5
const BACKUP_LOOK_MS = 10 * 60_000
const LINE_LOOK_MS = 5000

/** Every channel with its handler; one that is missing does not compile. */
function handlersOf(host: Host, version: string, ports: Ports, tickets: FileTickets, desk: SyncDesk): Handlers<Calls> {
  const at = atCounter(host)
  return allHandlers({
    ...shellHandlers(host, { version, idleMinutes: IDLE_MINUTES }),
    ...setUp(host),
    ...sessionHandlers(host, at),
    ...staffHandlers(host, at),
    ...resetHandlers(host, at),
    ...auditHandlers(at),
    ...dayHandlers(at),
    ...caseHandlers(at),
    ...deskHandlers(at),
    ...shortLists(at),
    ...beforeDeciding(at),
    ...productHandlers(at),
    ...intakeHandlers(at),
    ...completenessHandlers(at, makeScanTray(), ports),
    ...judgementHandlers(at),
    ...contractHandlers(host, at),
    ...archiveHandlers(at),
    ...fileHandlers(at, tickets, ports),
    ...batchHandlers(at),
    ...enrolmentHandlers(at, ports),
    ...syncHandlers(at, desk, ports),
  })
}

/**
 * Builds the services and use cases of one branch by hand. Free of Electron, so that tests can call it.
 * @throws StartRefused when the database is damaged, newer or changed, the disk full, a font or data pack missing: never a fallback
 */
export async function startCounter({ appRoot, userData, version, osStore, ports }: CounterOptions): Promise<Counter<Calls>> {
  const clock = makeClock(() => null)
  const log = makeLogger({ folder: path.join(userData, 'logs'), clock })
  const host = await openHost({ appRoot, userData, version, clock, osStore, keyCost: BRANCH_COST })
  if (!host.ok) {
    log.error('start.refused', { code: host.error.code, version })
    throw new StartRefused(host.error)
  }
  const tickets = makeFileTickets()
  const nightly = repeat(() => backUpIfDue(host.value, log), BACKUP_LOOK_MS)
  const desk = new SyncDesk((address, signal) => officeLine(address, {}, signal))
  const line = repeat(async () => {
    await desk.tick(host.value.current()).catch((error: unknown) => log.error('line.failed', { code: error instanceof Error ? error.name : 'unknown' }))
  }, LINE_LOOK_MS)
  return {
    calls,
    handlers: handlersOf(host.value, version, ports, tickets, desk),
    files: { tickets, papers: () => host.value.current()?.papers ?? null },
    idleMinutes: IDLE_MINUTES,
    log,
    async close() {
      desk.cancel()
      await line.stop()
      await nightly.stop()
      await host.value.close()
    },
  }
}
