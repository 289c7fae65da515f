import { rm, stat } from 'node:fs/promises'
import path from 'node:path'
import type { Seat } from '../../../core/bridge/define-calls.ts'
import type { ScanFolderView } from '../../../core/bridge/scan-views.ts'
import type { ErrorCode } from '../../../core/errors.ts'
import { sha256 } from '../../../core/kernel/ids.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { ok, type Result } from '../../../core/kernel/result.ts'
import { latestDay } from '../../../db/repositories/branches.ts'
import { takenFromFolder } from '../../../db/repositories/scan-files.ts'
import { setting, settings } from '../../../db/repositories/settings.ts'
import { sha256Hex } from '../../../protocol/hashing.ts'
import { errnoOf, HELD } from '../../services/durable-file.ts'
import { readScan } from '../../services/read-scan.ts'
import { type FolderPace, type FolderWatch, watchScanFolder } from '../../services/scan-folder.ts'
import { note } from '../audit-note.ts'
import type { Counter } from '../counter.ts'
import type { ScanDesk } from './scan-desk.ts'
import { takeFile } from './take-file.ts'

const SETTING = 'scanFolder'
/** Files that come within this time of each other are one pile. */
const ONE_PILE_MS = 60_000

/** The scanner's folder of this PC, watched while somebody is signed in; at other times files wait in it. */
export interface ScannerFolder {
  /** How it stands; a folder chosen before is watched from now on for this person. */
  look(counter: Counter, session: Session, seat: Pick<Seat, 'session'>): Promise<Result<ScanFolderView>>
  choose(counter: Counter, session: Session, seat: Pick<Seat, 'session'>, folder: string): Promise<Result<ScanFolderView>>
  leave(counter: Counter, session: Session): Promise<Result<ScanFolderView>>
  close(): Promise<void>
}

interface Watching {
  readonly folder: string
  readonly session: Session
  readonly seat: Pick<Seat, 'session'>
  readonly watch: FolderWatch
  state: 'WATCHING' | 'LOST'
  since: string | null
}

/** The two acts on a file that another program may be holding. */
export interface FolderFiles {
  read(file: string): Promise<Result<Uint8Array>>
  remove(file: string): Promise<void>
}
const FILES: FolderFiles = { read: (file) => readScan(file), remove: (file) => rm(file, { force: true }) }

/**
 * @param pace for tests: how often to look
 * @param files for tests: a file that is held
 */
export function makeScannerFolder(desk: ScanDesk, pace?: FolderPace, files: FolderFiles = FILES): ScannerFolder {
  let watching: Watching | null = null
  let pile: { readonly batchId: string; readonly at: number } | null = null
  let queue: Promise<void> = Promise.resolve()
  const left = new Map<string, string>()
  const sealed = new Map<string, string>()
  const waiting = new Map<string, ErrorCode>()

  /** Removes a file that is sealed; one that something holds is removed at a later look, without being read again. */
  async function takeOut(watch: FolderWatch, file: string, stamp: string): Promise<null> {
    try {
      await files.remove(file)
      sealed.delete(file)
    } catch {
      sealed.set(file, stamp)
      watch.again(file)
    }
    return null
  }

  /**
   * Seals one file and takes it out of the folder; one that is refused stays where it is and is not asked about again until it changes.
   * @returns why it cannot be taken yet: something holds it, the day is not open
   */
  async function take(counter: Counter, { watch, session }: Watching, file: string): Promise<ErrorCode | null> {
    const facts = await stat(file).catch(errnoOf)
    if (typeof facts === 'string') return HELD.has(facts) ? 'FILE_HELD' : null
    const stamp = `${facts.size}/${facts.mtimeMs}`
    if (left.get(file) === stamp) return null
    if (sealed.get(file) === stamp) return await takeOut(watch, file, stamp)
    if ((await counter.database.read(latestDay))?.closedAt !== null) return 'DAY_NOT_OPEN'
    const bytes = await files.read(file)
    if (!bytes.ok && bytes.error.code === 'FILE_HELD') return 'FILE_HELD'
    // Gone: it is reported again when it is there.
    if (!bytes.ok && bytes.error.code === 'FILE_MISSING') return null
    const known =
      bytes.ok && (await counter.database.read((reader) => takenFromFolder(reader, sha256(sha256Hex(bytes.value)), path.basename(file), counter.vault)))
    if (known) return await takeOut(watch, file, stamp)
    const recent = pile && Date.now() - pile.at < ONE_PILE_MS ? pile.batchId : null
    const taken = await takeFile(counter, session, { batchId: recent, caseId: null, origin: 'FOLDER' }, { fileName: path.basename(file), bytes })
    if (!taken.ok) {
      // Its pile takes no more: the next look begins another.
      if (taken.error.code === 'SCAN_CALLED_OFF') pile = null
      return taken.error.code
    }
    pile = { batchId: taken.value.batchId, at: Date.now() }
    desk.read(counter, session, taken.value.batchId)
    if (taken.value.state === 'WAITING') return await takeOut(watch, file, stamp)
    left.set(file, stamp)
    return null
  }

  /** Asks for a file while its person sits here; one that cannot be taken yet is asked for again at the next look. */
  async function ask(counter: Counter, file: string): Promise<void> {
    const now = watching
    if (!now || now.seat.session !== now.session) return
    const why = await take(counter, now, file)
    if (why === null) waiting.delete(file)
    else {
      waiting.set(file, why)
      now.watch.again(file)
    }
  }

  function begin(counter: Counter, session: Session, seat: Pick<Seat, 'session'>, folder: string): void {
    const watch = watchScanFolder(
      folder,
      {
        onFile(file) {
          queue = queue.then(() => ask(counter, file)).catch(() => undefined)
        },
        onState(state) {
          waiting.clear()
          if (watching?.watch === watch) Object.assign(watching, { state, since: state === 'LOST' ? counter.clock.now() : null })
        },
      },
      pace,
    )
    waiting.clear()
    watching = { folder, session, seat, watch, state: 'WATCHING', since: null }
  }

  async function end(): Promise<void> {
    const old = watching
    watching = null
    await old?.watch.stop()
    await queue
  }

  function view(): Result<ScanFolderView> {
    const [why] = waiting.values()
    return ok({
      folder: watching?.folder ?? null,
      state: watching?.state ?? 'OFF',
      since: watching?.since ?? null,
      batchId: pile?.batchId ?? null,
      waiting: watching && why ? { files: waiting.size, why } : null,
    })
  }

  async function store(counter: Counter, session: Session, value: string): Promise<Result<void>> {
    return counter.database.write(async (tx) => {
      await settings(tx).set({ name: SETTING, value, changedAt: counter.clock.now(), changedBy: session.staffId })
      await note(counter, tx, session, { action: value === '' ? 'scans.unwatch' : 'scans.watch' })
      return ok(undefined)
    })
  }

  return {
    async look(counter, session, seat) {
      const folder = await counter.database.read((reader) => setting(reader, SETTING))
      if (folder && (watching?.folder !== folder || watching.session !== session)) {
        await end()
        begin(counter, session, seat, folder)
      }
      return view()
    },
    async choose(counter, session, seat, folder) {
      const stored = await store(counter, session, folder)
      if (!stored.ok) return stored
      await end()
      begin(counter, session, seat, folder)
      return view()
    },
    async leave(counter, session) {
      const stored = await store(counter, session, '')
      if (!stored.ok) return stored
      await end()
      return view()
    },
    close: end,
  }
}
