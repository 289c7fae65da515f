import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { calls } from '../../../core/bridge/bridge.ts'
import { asId, type DocumentId } from '../../../core/kernel/ids.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { documentsOfCase } from '../../../db/repositories/documents.ts'
import { makeDispatch } from '../../../electron/bridge/dispatch.ts'
import { SessionRegistry } from '../../../electron/bridge/session-registry.ts'
import { atCounter } from '../../../electron/handlers/at-counter.ts'
import { fileHandlers } from '../../../electron/handlers/files.ts'
import { serveTicket, ticketOf } from '../../../electron/serve-ticket.ts'
import { makeFileTickets } from '../../../electron/services/file-tickets.ts'
import { NO_SCREEN } from '../../fixtures/no-screen.ts'
import { openTestBranch, type TestBranch } from './test-branch.ts'
import { entryOf, startWalk, type Walk, walkTo } from './walk.ts'

let branch: TestBranch
let walk: Walk
const sessions = new SessionRegistry()
const tickets = makeFileTickets()
beforeAll(async () => {
  branch = await openTestBranch()
  walk = await startWalk(branch, entryOf(branch, 'sole-trader-1'))
  await walkTo(walk, 'accept')
})
afterAll(() => branch.remove())

/** Calls as a window does, through access, schemas and handler. */
async function call(
  session: Session,
  channel: 'papers.list' | 'papers.view' | 'papers.turn' | 'papers.entered' | 'documents.view',
  input: unknown,
): Promise<never> {
  const handlers = fileHandlers(atCounter(branch.host), tickets, NO_SCREEN)
  const { [channel]: one } = calls
  const dispatch = makeDispatch({ calls: { [channel]: one }, handlers: handlers as never, incidentNumber: () => 'X', log: () => undefined })
  const seat = sessions.seat(1)
  seat.take(session)
  return (await dispatch(seat, channel, input)) as never
}
const fetched = (url: string) => serveTicket({ tickets, papers: () => branch.counter.papers }, ticketOf(url) ?? '', (session) => sessions.sits(session))
const audited = (action: string) =>
  branch.counter.database.read((reader) => reader.all<{ subject: string }>('SELECT subject FROM audit WHERE action = ? ORDER BY n', [action]))

describe('the papers of a case at the counter', () => {
  it('are listed with who received and judged them, and fetched by a ticket as the original bytes', async () => {
    const listed = expectOk<{ papers: { paperId: string; itemId: string; party: string; receivedBy: string; verdict: string; media: string }[] }>(
      await call(branch.staff.teller, 'papers.list', { caseId: walk.caseId }),
    )
    const [first] = listed.papers
    expect(listed.papers.length).toBeGreaterThan(3)
    expect(first).toMatchObject({ verdict: 'OK', media: 'application/pdf', receivedBy: branch.staff.teller.staffName })
    const shown = expectOk<{ url: string; pages: number; bytes: number }>(await call(branch.staff.teller, 'papers.view', { paperId: first?.paperId }))
    expect(shown).toMatchObject({ pages: 2, bytes: branch.scan.bytes.length })
    const answer = await fetched(shown.url)
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control')]).toEqual([200, 'application/pdf', 'no-store'])
    expect(Buffer.from(await answer.arrayBuffer()).equals(Buffer.from(branch.scan.bytes))).toBe(true)
    // Looked at twice in one sitting: one row.
    await call(branch.staff.teller, 'papers.view', { paperId: first?.paperId })
    expect(await audited('papers.view')).toEqual([{ subject: `${first?.itemId}/${first?.party}` }])
  })

  it('are turned on screen without a byte of the scan changed', async () => {
    const list = async () =>
      expectOk<{ papers: { paperId: string; turns: object[] }[] }>(await call(branch.staff.teller, 'papers.list', { caseId: walk.caseId }))
    const paperId = (await list()).papers[0]?.paperId
    await call(branch.staff.teller, 'papers.turn', { paperId, page: 2, quarters: 1 })
    await call(branch.staff.teller, 'papers.turn', { paperId, page: 2, quarters: 3 })
    expect((await list()).papers[0]?.turns).toEqual([{ page: 2, quarters: 3 }])
    expect(await call(branch.staff.teller, 'papers.turn', { paperId, page: 99, quarters: 1 })).toMatchObject({ ok: false, error: { code: 'PAPER_NOT_FOUND' } })
    const { url } = expectOk<{ url: string }>(await call(branch.staff.teller, 'papers.view', { paperId }))
    expect(Buffer.from(await (await fetched(url)).arrayBuffer()).equals(Buffer.from(branch.scan.bytes))).toBe(true)
  })

  it('stand beside what was entered, whole, and that look is audited once', async () => {
    const ask = () => call(branch.staff.teller, 'papers.entered', { caseId: walk.caseId, itemId: 'D401', party: 'B' })
    const { fields } = expectOk<{ fields: { path: string; value: unknown }[] }>(await ask())
    expect(fields.map(({ path }) => path)).toEqual(['business.uscc', 'business.name', 'business.address', 'business.registeredOn', 'borrower.name'])
    await ask()
    expect(await audited('papers.entered')).toEqual([{ subject: 'D401/B' }])
    expect(await call(branch.staff.reviewer, 'papers.entered', { caseId: walk.caseId, itemId: 'D401', party: 'B' })).toMatchObject({
      error: { code: 'ROLE_MISSING' },
    })
  })

  it('are out of reach once the person has left the counter, though the ticket is still young', async () => {
    const document = (await branch.counter.database.read((reader) => documentsOfCase(reader, walk.caseId)))[0]
    const shown = expectOk<{ url: string }>(await call(branch.staff.manager, 'documents.view', { documentId: document?.documentId }))
    expect((await fetched(shown.url)).status).toBe(200)
    sessions.seat(1).lock()
    expect((await fetched(shown.url)).status).toBe(404)
    expect(await audited('documents.view')).toEqual([{ subject: `${document?.kind} ${document?.number}` }])
  })

  it('show themselves to nobody who does not work on cases, and refuse what is not there', async () => {
    const auditor = await branch.hire('U9002', ['AUDITOR'])
    const nothing = asId<DocumentId>('00000000-0000-4000-8000-000000000000')
    for (const session of [auditor, branch.administrator]) {
      expect(await call(session, 'papers.list', { caseId: walk.caseId })).toMatchObject({ ok: false, error: { code: 'ROLE_MISSING' } })
      expect(await call(session, 'documents.view', { documentId: nothing })).toMatchObject({ ok: false, error: { code: 'ROLE_MISSING' } })
    }
    expect(await call(branch.staff.teller, 'documents.view', { documentId: nothing })).toMatchObject({ ok: false, error: { code: 'DOCUMENT_NOT_FOUND' } })
    expect(await call(branch.staff.teller, 'papers.view', { paperId: nothing })).toMatchObject({ ok: false, error: { code: 'PAPER_NOT_FOUND' } })
    expect((await fetched('app://bundle/files/nothing')).status).toBe(404)
  })
})
