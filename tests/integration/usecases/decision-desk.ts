import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { DownRecord } from '../../../core/batch/down-record.ts'
import { CaseDecidedBody } from '../../../core/batch/escalation.ts'
import type { PaperId } from '../../../core/kernel/ids.ts'
import { expectOk, type Result } from '../../../core/kernel/result.ts'
import { openAuditReason } from '../../../db/audit.ts'
import { decisionsOfCase } from '../../../db/repositories/decisions.ts'
import { escalationsOf, findOfficeDecision, type OfficeDecision } from '../../../db/repositories/office-decisions.ts'
import { asRecordLine, recordsOfCase } from '../../../db/repositories/outbox.ts'
import { findPaper, papersOfCase } from '../../../db/repositories/papers.ts'
import { decideCase } from '../../../electron/usecases/approval/decide-case.ts'
import { reviewCase } from '../../../electron/usecases/approval/review-case.ts'
import { takeOfficeDecision } from '../../../electron/usecases/approval/take-office-decision.ts'
import { judgePaper } from '../../../electron/usecases/completeness/judge-paper.ts'
import { receivePaper } from '../../../electron/usecases/completeness/receive-paper.ts'
import { makeScanTray } from '../../../electron/usecases/completeness/scan-tray.ts'
import { withdrawCase } from '../../../electron/usecases/intake/submit-application.ts'
import { settleDecision } from '../../../electron/usecases/sync/settle-decision.ts'
import { downStream, takeDown } from '../../../electron/usecases/sync/take-down.ts'
import { viewDecisions } from '../../../electron/usecases/sync/view-sync.ts'
import { sha256Hex } from '../../../protocol/hashing.ts'
import { recordLine } from '../../../protocol/hob-build.ts'
import { offer } from './offer.ts'
import type { TestBranch } from './test-branch.ts'
import { startSmall, versionOf, type Walk, walkTo } from './walk.ts'

export type Outcome = CaseDecidedBody['outcome']
export type Decided = Extract<DownRecord, { type: 'case.decided' }>
/** How the branch changes what it asked about: a further paper, a verdict on one, or a new version as only an earlier release could write it. */
export type Edit = 'PAPER' | 'VERDICT' | 'OLDER_RELEASE'

/** One case that is put before head office again and again, with what head office says of it on its way down. */
export interface Desk {
  readonly walk: Walk
  /** Decided by head office; delivered in whatever order. */
  readonly sent: Decided[]
  /** In the order they first came. */
  readonly delivered: Set<string>
  /** Taken onto the case, oldest first. */
  readonly taken: Decided[]
  /** What the branch wrote: the papers it added, and the last word on each that was judged. */
  readonly added: PaperId[]
  readonly judged: Map<PaperId, string>
  /** Whether the branch has changed anything since it last asked. */
  changed: boolean
}

export interface Standing {
  readonly state: string
  readonly version: number
  readonly approved: boolean
}

let words = 0
/** A reason that no other act gives. */
export const newWords = (text: string): string => `${text} ${++words}`

export async function newDesk(branch: TestBranch, started?: Walk): Promise<Desk> {
  const walk = started ?? (await startSmall(branch))
  await walkTo(walk, 'toReview')
  return { walk, sent: [], delivered: new Set(), taken: [], added: [], judged: new Map(), changed: false }
}

export async function standing({ walk }: Desk): Promise<Standing> {
  const sql = 'SELECT state, version, approved_on IS NOT NULL AS approved FROM loan_case WHERE id = ?'
  const row = await walk.branch.counter.database.read((reader) => reader.get<{ state: string; version: number; approved: number }>(sql, [walk.caseId]))
  return { state: row?.state ?? '', version: row?.version ?? 0, approved: row?.approved === 1 }
}

/** Reviews and asks head office, as far as the case has not come yet. */
export async function askOffice(desk: Desk): Promise<void> {
  const { walk } = desk
  const { counter, staff } = walk.branch
  if ((await standing(desk)).state === 'REVIEW')
    expectOk(await reviewCase(counter, staff.reviewer, { ...(await versionOf(walk)), outcome: 'AGREE', note: '', rejectionCodes: [] }))
  if ((await standing(desk)).state !== 'APPROVAL') return
  const asked = { ...(await offer(walk)), outcome: 'ESCALATED' as const, conditions: [], reason: newWords('请示'), rejectionCodes: [] }
  expectOk(await decideCase(counter, staff.manager, { ...(await versionOf(walk)), ...asked }))
  desk.changed = false
}

export const asked = ({ walk }: Desk) => walk.branch.counter.database.read((reader) => escalationsOf(reader, walk.caseId))

/** The record that asked about a version, as head office names it in its answer. */
async function question({ walk }: Desk, caseVersion: number): Promise<{ rev: number; hash: string }> {
  const { counter } = walk.branch
  const records = await counter.database.read((reader) => recordsOfCase(reader, counter.vault, walk.caseId))
  const record = records.find(({ type, body }) => type === 'case.escalated' && body.caseVersion === caseVersion)
  if (!record) throw new Error(`head office was never asked about version ${caseVersion}`)
  return { rev: record.rev, hash: sha256Hex(recordLine(asRecordLine(record))) }
}

/** Head office decides on the version it saw at that asking; the paper with it is on its way. */
export async function decide(desk: Desk, caseVersion: number, outcome: Outcome): Promise<Decided> {
  const { walk } = desk
  const { amountFen, rate } = await offer(walk)
  const { rev, hash } = await question(desk, caseVersion)
  const granted = outcome === 'APPROVED'
  const body = CaseDecidedBody.parse({
    caseId: walk.caseId,
    applicationNo: 'SQ',
    escalationRev: rev,
    escalationHash: hash,
    caseVersion,
    outcome,
    amountFen: granted ? String(amountFen) : null,
    annualRate: granted ? rate : null,
    conditions: [],
    reasonCodes: outcome === 'REJECTED' ? ['R20'] : [],
    reason: newWords('总行意见'),
    decidedBy: ['alice', 'bob'],
    decidedAt: '2026-11-23T08:00:00Z',
  })
  const decided: Decided = { type: 'case.decided', id: randomUUID(), body }
  desk.sent.push(decided)
  return decided
}

/** A down batch with this decision; the same decision may come in many. */
export async function deliver(desk: Desk, decided: Decided): Promise<void> {
  const { counter } = desk.walk.branch
  const { epoch, appliedSeq } = await counter.database.read((reader) => downStream(counter, reader))
  const down = { epoch, seq: appliedSeq + 1, hash: sha256Hex(randomUUID()), records: [decided], unknown: [], blobs: new Map(), receipts: [] }
  expectOk(await takeDown(counter, null, down))
  // The same batch carried once more is passed over.
  expectOk(await takeDown(counter, null, down))
  desk.delivered.add(decided.id)
}

const tray = makeScanTray()
async function addPaper(desk: Desk): Promise<void> {
  const { branch, caseId, today } = desk.walk
  const { scanId } = expectOk(await tray.offer(branch.counter, await readFile(branch.scan.file)))
  const of = { caseId, itemId: 'D101', party: 'B', scanId, form: 'V' as const, issuedOn: today, expiresOn: null, signedBy: [] }
  desk.added.push(expectOk(await receivePaper(branch.counter, tray, branch.staff.teller, of)).paperId)
}
async function judge(desk: Desk): Promise<void> {
  const { branch, caseId } = desk.walk
  const { counter, staff } = branch
  const filed = (await counter.database.read((reader) => papersOfCase(reader, counter.vault, caseId))).find(({ verdict }) => verdict === 'OK')
  if (!filed) throw new Error('no paper was accepted')
  const note = newWords('复核')
  expectOk(await judgePaper(counter, staff.teller, { paperId: filed.paperId, verdict: 'OK', defects: [], note }))
  desk.judged.set(filed.paperId, note)
}
async function moveVersion({ walk }: Desk): Promise<void> {
  const sql = 'UPDATE loan_case SET version = version + 1 WHERE id = ?'
  await walk.branch.counter.database.write(async (tx) => ({ ok: true, value: await tx.run(sql, [walk.caseId]) }))
}
const EDITS: Readonly<Record<Edit, (desk: Desk) => Promise<void>>> = { PAPER: addPaper, VERDICT: judge, OLDER_RELEASE: moveVersion }
export async function edit(desk: Desk, how: Edit): Promise<void> {
  await EDITS[how](desk)
  desk.changed = true
}

export const withdraw = async ({ walk }: Desk): Promise<unknown> =>
  expectOk(await withdrawCase(walk.branch.counter, walk.branch.staff.teller, { ...(await versionOf(walk)), reason: newWords('不再需要') }))

export async function take(desk: Desk, back: number): Promise<Result<unknown>> {
  const { walk } = desk
  const at = await versionOf(walk)
  return takeOfficeDecision(walk.branch.counter, walk.branch.staff.manager, { ...at, version: at.version - back })
}
export async function settle(desk: Desk, decisionId: string, how: 'SET_ASIDE' | 'ASK_AGAIN', reason: string): Promise<Result<unknown>> {
  const { counter, staff } = desk.walk.branch
  const settled = await settleDecision(counter, staff.manager, { decisionId, how, reason })
  if (settled.ok && how === 'ASK_AGAIN') desk.changed = false
  return settled
}

/** The cards a manager sees of this case. */
export const cards = async ({ walk }: Desk) =>
  (await viewDecisions(walk.branch.counter, walk.branch.staff.manager)).filter(({ caseId }) => caseId === walk.caseId)

/** Every decision of this case that came, as it stands at the branch. */
export async function stored(desk: Desk): Promise<Map<string, OfficeDecision | null>> {
  const { counter } = desk.walk.branch
  return counter.database.read(async (reader) => {
    const found = new Map<string, OfficeDecision | null>()
    for (const id of desk.delivered) found.set(id, await findOfficeDecision(reader, counter.vault, id))
    return found
  })
}
/** The reasons of head office's decisions that the case holds. */
export async function held({ walk }: Desk): Promise<string[]> {
  const { counter } = walk.branch
  const all = await counter.database.read((reader) => decisionsOfCase(reader, counter.vault, walk.caseId))
  return all.filter(({ decidedBy }) => decidedBy === null).map(({ reason }) => reason)
}
/** Who wrote this reason into the audit log, and by which act. */
export const authorOf = ({ walk }: Desk, reason: string) =>
  walk.branch.counter.database.read(async (reader) => {
    const sql =
      'SELECT n, staff_id AS staffId, action, sealed_reason AS sealed FROM audit WHERE case_id = ? AND sealed_reason IS NOT NULL ORDER BY n DESC LIMIT 5'
    const rows = await reader.all<{ n: number; staffId: string; action: string; sealed: Uint8Array }>(sql, [walk.caseId])
    const found = rows.filter(({ n, sealed }) => openAuditReason(walk.branch.counter.vault, n, sealed) === reason)
    return found.map(({ staffId, action }) => ({ staffId, action }))
  })
export const paper = ({ walk }: Desk, id: PaperId) => walk.branch.counter.database.read((reader) => findPaper(reader, walk.branch.counter.vault, id))
