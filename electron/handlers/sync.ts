import type { CaseId } from '../../core/kernel/ids.ts'
import { ok, type Result, refuse } from '../../core/kernel/result.ts'
import { findingsOf } from '../../db/repositories/cross-findings.ts'
import { referencePacks } from '../../db/repositories/reference-packs.ts'
import { lineAddress } from '../services/office-line.ts'
import type { EnrolmentAsked } from '../usecases/batch/confirm-enrolment.ts'
import { type TakenIn, takeReceipts } from '../usecases/batch/take-receipt.ts'
import { elsewhereOfCase } from '../usecases/intake/cases-elsewhere.ts'
import type { Host } from '../usecases/people/host.ts'
import { exportToFolder } from '../usecases/sync/carry.ts'
import type { SyncDesk } from '../usecases/sync/desk.ts'
import { moveCase, packImpact } from '../usecases/sync/pack-impact.ts'
import { enrolByCode, sendAgain, setAddress } from '../usecases/sync/set-up-line.ts'
import { settleDecision } from '../usecases/sync/settle-decision.ts'
import { viewDecisions, viewOutbox, viewSync } from '../usecases/sync/view-sync.ts'
import { asked } from './asked.ts'
import type { AtCounter, HandlersOf } from './at-counter.ts'
import type { Ports } from './ports.ts'

/** The line to head office; the desk runs one job at a time and tells how it goes. */
export const syncHandlers = (host: Host, at: AtCounter, desk: SyncDesk, ports: Ports) =>
  ({
    'sync.status': at(async (counter, session) => ok(await viewSync(counter, session, desk))),
    'sync.outbox': at(async (counter, _session, window) => ok(await viewOutbox(counter, window))),
    'sync.setAddress': at((counter, session, { address }: { address: string | null }) => setAddress(counter, session, address)),
    'sync.start': at(async (counter, session): Promise<Result<Record<string, never>>> => {
      if (desk.job) return refuse('SYNC_BUSY')
      // Its outcome is told by sync.status; what it throws is a bug and is told there as well.
      desk.exchange(counter, session).catch(() => {
        desk.lastError = { code: 'INTERNAL', details: {} }
      })
      return ok({})
    }),
    'sync.cancel': at(async () => ok({ cancelled: desk.cancel() })),
    'sync.exportUsb': at(async (counter, session, _input, seat): Promise<Result<{ folder: string | null; batches: number; bytes: number }>> => {
      const picked = await asked(seat, session, () => ports.pickFolder('STICK'))
      if (!picked.ok) return picked
      const folder = picked.value
      if (folder === null) return ok({ folder: null, batches: 0, bytes: 0 })
      await desk.makeRoom()
      const carried = await desk.run('EXPORT', (progress) => exportToFolder(counter, session, folder, progress))
      return carried.ok ? ok({ folder, ...carried.value }) : carried
    }),
    'sync.importUsb': at(async (counter, session, _input, seat): Promise<Result<{ folder: string | null; taken: TakenIn | null }>> => {
      const picked = await asked(seat, session, () => ports.pickFolder('STICK'))
      if (!picked.ok) return picked
      const folder = picked.value
      if (folder === null) return ok({ folder: null, taken: null })
      await desk.makeRoom()
      const taken = await desk.run('IMPORT', (progress) => takeReceipts(counter, session, folder, progress))
      return taken.ok ? ok({ folder, taken: taken.value }) : taken
    }),
    'sync.enrol': at(async (counter, session, input: EnrolmentAsked & { address: string; code: string }): Promise<Result<{ headOffice: string }>> => {
      const address = lineAddress(input.address)
      if (!address) return refuse('LINE_ADDRESS_INVALID', { field: 'address' })
      const enrolled = await desk.run('EXCHANGE', async ({ signal }) => {
        const client = await desk.client(address, signal)
        return client.ok ? enrolByCode(host, counter, session, client.value, input) : client
      })
      if (!enrolled.ok) return enrolled
      const set = await setAddress(counter, session, input.address)
      return set.ok ? enrolled : set
    }),
    'sync.sendAgain': at((counter, session, { caseId }: { caseId: string }) => sendAgain(counter, session, caseId as CaseId)),
    'sync.decisions': at(async (counter, session) => ok({ decisions: await viewDecisions(counter, session) })),
    'sync.settleDecision': at(settleDecision),
    'sync.packs': at(async (counter) => {
      const packs = await counter.database.read(referencePacks)
      return ok({ packs: packs.map(({ epoch: _epoch, seq: _seq, ...pack }) => pack) })
    }),
    'sync.impact': at(async (counter) => ok({ cases: await packImpact(counter) })),
    'sync.moveCase': at(moveCase),
    'sync.findings': at(async (counter, session, { caseId }: { caseId: string | null }) => {
      const found = await counter.database.read((reader) => findingsOf(reader, caseId as CaseId | null))
      const elsewhere = await elsewhereOfCase(counter, session, caseId as CaseId | null)
      return ok({ findings: found.map(({ rev: _rev, states, ...finding }) => ({ ...finding, states: [...states] })), elsewhere })
    }),
  }) satisfies HandlersOf<'sync'>
