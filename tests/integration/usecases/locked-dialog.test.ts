import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectOk, type Result } from '../../../core/kernel/result.ts'
import { documentsOfCase } from '../../../db/repositories/documents.ts'
import { SessionRegistry } from '../../../electron/bridge/session-registry.ts'
import { atCounter } from '../../../electron/handlers/at-counter.ts'
import { completenessHandlers } from '../../../electron/handlers/completeness.ts'
import { fileHandlers } from '../../../electron/handlers/files.ts'
import { enrolmentHandlers } from '../../../electron/handlers/head-office.ts'
import { makeFileTickets } from '../../../electron/services/file-tickets.ts'
import { exportDocument } from '../../../electron/usecases/cases/export-document.ts'
import { makeScanTray } from '../../../electron/usecases/completeness/scan-tray.ts'
import { NO_SCREEN } from '../../fixtures/no-screen.ts'
import { refusedWhole, tally } from './tally.ts'
import { openTestBranch, type TestBranch } from './test-branch.ts'
import { entryOf, startWalk, type Walk, walkTo } from './walk.ts'

let branch: TestBranch
let walk: Walk
let documentId = ''
beforeAll(async () => {
  branch = await openTestBranch()
  walk = await startWalk(branch, entryOf(branch, 'sole-trader-1'))
  await walkTo(walk, 'accept')
  documentId = (await branch.counter.database.read((reader) => documentsOfCase(reader, walk.caseId)))[0]?.documentId ?? ''
})
afterAll(() => branch.remove())

/** The handlers at a window whose dialogs do something while they are open. */
function atWindow(meanwhile: (seat: ReturnType<SessionRegistry['seat']>) => void, target: string): (() => Promise<Result<unknown>>)[] {
  const seat = new SessionRegistry().seat(1)
  seat.take(branch.staff.manager)
  const answer = async <T>(value: T): Promise<T> => {
    meanwhile(seat)
    return value
  }
  const ports = { ...NO_SCREEN, pickFiles: () => answer([branch.scan.file]), pickFolder: () => answer(null), saveFile: () => answer(target) }
  const at = atCounter(branch.host)
  const handlers = {
    ...completenessHandlers(at, makeScanTray(), ports),
    ...fileHandlers(at, makeFileTickets(), ports),
    ...enrolmentHandlers(branch.host, at, ports),
  }
  const { manager } = branch.staff
  return [
    () => handlers['completeness.pick'](manager, {}, seat),
    () => handlers['documents.save'](manager, { documentId }, seat),
    () => handlers['branch.enrolment'](manager, {}, seat),
    () => handlers['branch.installEnrolment'](manager, { fingerprint: 'x' }, seat),
  ]
}

describe('a dialog left open at the counter', () => {
  it.each([
    ['the counter locked', (seat) => seat.lock()],
    ['the person left', (seat) => seat.leave()],
    [
      'somebody else signed in',
      (seat) => {
        seat.lock()
        seat.take(branch.staff.teller)
      },
    ],
  ] as [string, (seat: ReturnType<SessionRegistry['seat']>) => void][])('does nothing any more once %s', async (_what, meanwhile) => {
    const target = path.join(branch.folder, 'left-open.pdf')
    for (const act of atWindow(meanwhile, target)) await refusedWhole(branch.counter, act, 'NOT_SIGNED_IN')
    expect(existsSync(target) || existsSync(`${target}.part`)).toBe(false)
  })

  it('does what it was opened for while the same person sits there', async () => {
    const target = path.join(branch.folder, 'saved.pdf')
    for (const act of atWindow(() => undefined, target).slice(0, 2)) expectOk(await act())
    expect(readFileSync(target).subarray(0, 5).toString()).toBe('%PDF-')
  })
})

describe('a readable copy', () => {
  it('is in the audit log before it is on the disk, and stays there when the disk refuses it', async () => {
    const { counter, staff } = branch
    const target = path.join(branch.scan.file, 'copy.pdf')
    const before = await tally(counter)
    const save = exportDocument(counter, staff.teller, documentId as never, async () => ({ ok: true, value: target }))
    await expect(save).rejects.toThrow()
    expect((await tally(counter)).audit).not.toEqual(before.audit)
    expect(existsSync(target)).toBe(false)
  })
})
