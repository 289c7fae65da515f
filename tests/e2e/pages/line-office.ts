import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { PackKind } from '../../../core/batch/reference-pack.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import type { Act } from '../../../headoffice/acts/act.ts'
import { recordAct } from '../../../headoffice/acts/record-act.ts'
import { checkPack, type PackText } from '../../../headoffice/console-api/check-pack.ts'
import { issueCrossLists } from '../../../headoffice/down/cross-lists.ts'
import { issueToEach } from '../../../headoffice/down/issue-down.ts'
import { keepPackFile } from '../../../headoffice/down/packs.ts'
import { initHeadOffice, openHeadOffice } from '../../../headoffice/head-office.ts'
import { buildService } from '../../../headoffice/http/server.ts'
import { makeEnrolCode } from '../../../headoffice/import/enrol-code.ts'
import { body, Counter, caseRecord, removeFolders } from '../../integration/batch/counter.ts'

/** A real head office on this machine, reached over the line and by stick. */
export interface LineOffice {
  readonly url: string
  readonly fingerprint: string
  /** The one-time code told to the branch by telephone. */
  code(branch: string): Promise<string>
  /** Takes what a stick carries and writes the answers onto it. */
  takeStick(folder: string): Promise<void>
  /** Two persons decide on the last escalation of a case; the answer goes out with the next exchange. */
  approve(of: { branch: string; caseId: string; rev: number; amountFen: number; rate: number }): Promise<void>
  /** One person drafts a pack of one file, another publishes it; it is in force from long ago. */
  publish(kind: PackKind, file: PackText): Promise<void>
  /** Head office answers every call with an error, breaks off in the middle of it, or is well again. */
  fail(how: 'error' | 'cut' | null): void
  /** Another branch has reported a case of the same person, and every branch is told what is open elsewhere. */
  elsewhere(idNumber: string): Promise<void>
  /** Ids of the keys head office takes from a branch. */
  deviceKeys(branch: string): Promise<string[]>
  /** Head office goes over to new keys of its own. */
  turnKeys(): Promise<unknown>
  /** The line goes dead; head office itself lives on. */
  unplug(): Promise<void>
  close(): Promise<void>
}

export async function startLineOffice(): Promise<LineOffice> {
  const folder = mkdtempSync(path.join(tmpdir(), 'counter-office-'))
  expectOk(await initHeadOffice(folder, '示例农商银行总行'))
  const head = expectOk(await openHeadOffice(folder))
  const app = await buildService(head, { log: false, requestsPerMinute: 100_000 })
  let failing: 'error' | 'cut' | null = null
  app.addHook('preHandler', async (request, reply) => {
    if (failing === 'error') return reply.code(500).send({ error: 'INTERNAL' })
    if (failing === 'cut') request.raw.socket.destroy()
    return undefined
  })
  await app.listen({ host: '127.0.0.1', port: 0 })
  const address = app.server.address()
  let plugged = true
  const unplug = async (): Promise<void> => {
    if (!plugged) return
    plugged = false
    app.server.closeAllConnections()
    await app.close()
  }
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    fingerprint: head.fingerprint,
    code: (branch) => makeEnrolCode(head.office, 'admin', branch),
    takeStick: async (stick) => {
      expectOk(await head.importBatches(stick, { receiptsTo: stick }))
    },
    approve: async ({ branch, caseId, rev, amountFen, rate }) => {
      const of = { branch, caseId, rev }
      const proposal = {
        outcome: 'APPROVED' as const,
        amountFen: String(amountFen),
        annualRate: rate,
        conditions: [],
        reasonCodes: [],
        reason: '同意，按建议额度',
      }
      const acts: readonly (readonly [string, Act])[] = [
        ['alice', { type: 'decision.propose', ...of, proposal }],
        ['bob', { type: 'decision.confirm', ...of, proposal, proposedBy: 'alice' }],
      ]
      for (const [who, act] of acts) await recordAct(head.office, who, act)
      const failed = await issueToEach(head.office)
      if (failed.length > 0) throw new AggregateError(failed.map(({ error }) => error))
    },
    publish: async (kind, file) => {
      expectOk(checkPack(kind, [file]))
      const files = [await keepPackFile(head.office, file.name, file.text)]
      const pack = { kind, version: 1 }
      await recordAct(head.office, 'alice', { type: 'pack.draft', ...pack, effectiveFrom: '2026-01-01', title: file.name, note: '', files })
      await recordAct(head.office, 'bob', { type: 'pack.publish', ...pack })
      const failed = await issueToEach(head.office)
      if (failed.length > 0) throw new AggregateError(failed.map(({ error }) => error))
    },
    fail: (how) => {
      failing = how
    },
    elsewhere: async (idNumber) => {
      const counter = await Counter.enrol(head, 'BR0777')
      await counter.seal([caseRecord({ body: { ...body, applicant: { ...body.applicant, idNumber } } })])
      expectOk(await head.importBatches(counter.outbox))
      const branches = await head.query<{ id: string }>('select branch_id as id from branch')
      await issueCrossLists(
        head.office,
        branches.map(({ id }) => id),
      )
      removeFolders()
    },
    deviceKeys: async (branch) => (await head.query<{ id: string }>('select key_id as id from device_key where branch_id = $1', [branch])).map(({ id }) => id),
    turnKeys: () => head.turnKeys('alice'),
    unplug,
    close: async () => {
      await unplug()
      await head.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
