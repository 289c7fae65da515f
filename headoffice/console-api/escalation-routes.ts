import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { BranchCode, HashText } from '../../core/batch/envelope.ts'
import { AnyEscalatedBody, CaseDecidedBody } from '../../core/batch/escalation.ts'
import { checkOfficeProposal } from '../../core/batch/office-decision.ts'
import type { Refusal } from '../../core/kernel/result.ts'
import { sha256Hex } from '../../protocol/hashing.ts'
import { Proposal } from '../acts/act.ts'
import { recordAct, recordActHeld } from '../acts/record-act.ts'
import { issueDown } from '../down/issue-down.ts'
import { CountedParam, sendRefusal } from '../http/context.ts'
import type { App } from '../http/server.ts'
import { actOf, proposalPlace } from '../import/project-office.ts'
import { recordPlace } from '../import/split-record.ts'
import { findingsOf } from '../store/cross-checks.ts'
import { besideFirst } from '../store/second-person.ts'
import { handsOf, Password, proveSelf } from './accounts.ts'
import { Done, Escalated, Escalations } from './answers.ts'
import { papersOf } from './case-routes.ts'
import type { ConsoleContext } from './console-service.ts'
import type { ConsoleUser } from './console-sessions.ts'
import { cut } from './cut.ts'
import { described, guarded } from './described.ts'

const Key = z.object({ branch: BranchCode, caseId: z.uuid(), rev: CountedParam })
type Key = z.output<typeof Key>
type Row = {
  rec_hash: string
  level: string
  state: string
  proposed_by: string | null
  decided_ref: string | null
  decided_by: string | null
  decided_at: Date | null
  proposal: unknown
  /** What is proposed, and by whom; null where nothing is. */
  proposalHash: string | null
}
const LIST = `select branch_id as branch, case_id::text as "caseId", rev, level, state, application_no as "applicationNo", product, amount_minor::text as "amountFen",
  case_version as "caseVersion", received_at as "receivedAt", proposed_by as "proposedBy", decided_at as "decidedAt" from escalation`
/** What is to be decided, oldest first; then what was, newest first. */
const FIRST = `order by case state when 'decided' then 1 else 0 end, case state when 'decided' then null else received_at end, decided_at desc, application_no`
const MOST = 500

async function rowOf(context: ConsoleContext, { branch, caseId, rev }: Key): Promise<Row | null> {
  const rows = await context.head.query<Omit<Row, 'proposal' | 'proposalHash'> & { sealed: string | null }>(
    'select rec_hash, level, state, proposed_by, decided_ref, decided_by, decided_at, sealed_proposal as sealed from escalation where branch_id = $1 and case_id = $2 and rev = $3',
    [branch, caseId, rev],
  )
  const [row] = rows
  if (!row) return null
  const { sealed, ...known } = row
  if (sealed === null) return { ...known, proposal: null, proposalHash: null }
  const proposal: unknown = JSON.parse(context.head.office.seal.open(proposalPlace({ branch, caseId, rev }), sealed))
  return { ...known, proposal, proposalHash: sha256Hex(JSON.stringify([known.proposed_by, proposal])) }
}

/** What was decided: in the words of the act that decided, for a case of the department has no proposal before it. */
async function decisionOf(context: ConsoleContext, { decided_ref: ref }: Row): Promise<Proposal | null> {
  const act = ref === null ? null : (await actOf(context.head.office, ref)).what
  return act?.type === 'decision.confirm' ? act.proposal : null
}

async function bodyOf(context: ConsoleContext, { branch, caseId, rev }: Key): Promise<z.output<typeof AnyEscalatedBody>> {
  const rows = await context.head.query<{ sealed: string }>(
    `select sealed from record where branch_id = $1 and type = 'case.escalated' and id = $2 and rev = $3`,
    [branch, caseId, rev],
  )
  const opened = context.head.office.seal.open(recordPlace(branch, { type: 'case.escalated', id: caseId, rev }), rows[0]?.sealed ?? '')
  return AnyEscalatedBody.parse(JSON.parse(opened))
}

/** A proposal as it may go down in the end. */
const Asked = CaseDecidedBody.pick({ outcome: true, amountFen: true, annualRate: true, conditions: true, reasonCodes: true, reason: true })
const Decide = z.discriminatedUnion('step', [
  z.strictObject({ step: z.literal('propose'), seen: HashText, proposal: Asked, password: Password }),
  z.strictObject({ step: z.literal('confirm'), seen: HashText, proposalHash: HashText, password: Password }),
  z.strictObject({ step: z.literal('withdraw'), seen: HashText, proposalHash: HashText }),
])

/**
 * A case for the department is decided by one person; one for the committee is proposed by one and confirmed by another. The
 * page says which record it showed, and which proposal: when the branch has sent a newer one meanwhile, or another is proposed,
 * nothing is decided.
 */
async function decide(context: ConsoleContext, user: ConsoleUser, key: Key, asked: z.output<typeof Decide>): Promise<Refusal | null> {
  const { office } = context.head
  const row = await rowOf(context, key)
  if (!row) return { code: 'CASE_NOT_FOUND', details: {} }
  if (row.state === 'superseded' || row.rec_hash !== asked.seen) return { code: 'ESCALATION_CHANGED', details: {} }
  const waiting = asked.step === 'propose' ? 'open' : 'proposed'
  if (row.state !== waiting) return { code: 'ESCALATION_NOT_OPEN', details: {} }
  if (asked.step !== 'propose' && row.proposalHash !== asked.proposalHash) return { code: 'ESCALATION_CHANGED', details: {} }
  if (asked.step === 'withdraw') {
    await recordActHeld(office, user.userId, { type: 'decision.withdraw', ...key })
    return null
  }
  const proposal = asked.step === 'propose' ? asked.proposal : Proposal.parse(row.proposal)
  const checked = checkOfficeProposal(await bodyOf(context, key), proposal)
  if (!checked.ok) return checked.error
  const me = await handsOf(context, user)
  const { hands } = me
  if (asked.step === 'propose' && row.level === 'HEAD_OFFICE_COMMITTEE') {
    await recordActHeld(office, user.userId, { type: 'decision.propose', ...key, proposal, hands })
    return null
  }
  const proposedBy = asked.step === 'propose' ? user.userId : (row.proposed_by ?? '')
  const second = await besideFirst(office.database, 'escalation', [key.branch, key.caseId, key.rev], me, office.now())
  if (!second.ok) return second.error
  await recordActHeld(office, user.userId, { type: 'decision.confirm', ...key, proposal, proposedBy, hands })
  // Decided it is, whether or not it can be signed now: what cannot is a trouble, and goes with the next answer.
  await issueDown(office, key.branch)
  return null
}

/** Cases the branches put before head office. */
export function escalationRoutes(app: App, context: ConsoleContext): void {
  const routes = app.withTypeProvider<ZodTypeProvider>()
  const { office } = context.head
  routes.get('/escalations', described('Cases that branches put before head office', Escalations), async (request, reply) => {
    if (!context.allowed(request, reply, 'CASE_OFFICER')) return reply
    const { rows, more } = cut(await context.head.query(`${LIST} where state <> 'superseded' ${FIRST} limit ${MOST + 1}`), MOST)
    return { cases: rows, more }
  })
  routes.get('/escalations/:branch/:caseId/:rev', described('One of them, as it is to be decided', Escalated, { params: Key }), async (request, reply) => {
    const user = context.allowed(request, reply, 'CASE_OFFICER')
    if (!user) return reply
    const { branch, caseId, rev } = request.params
    const row = await rowOf(context, request.params)
    if (!row) return sendRefusal(reply, { code: 'CASE_NOT_FOUND', details: {} })
    await recordAct(office, user.userId, { type: 'case.view', branch, caseId })
    return {
      state: row.state,
      level: row.level,
      seen: row.rec_hash,
      proposedBy: row.proposed_by,
      proposal: row.proposal,
      proposalHash: row.proposalHash,
      decision: await decisionOf(context, row),
      decidedBy: row.decided_by,
      decidedAt: row.decided_at,
      body: await bodyOf(context, request.params),
      findings: await findingsOf(office.database, branch, caseId),
      papers: await papersOf(context, branch, 'case.escalated', caseId, rev),
    }
  })
  routes.post(
    '/escalations/:branch/:caseId/:rev/decide',
    guarded(described('Propose, confirm or take back a decision, by one’s own password', Done, { params: Key, body: Decide })),
    async (request, reply) => {
      const user = context.allowed(request, reply, 'CASE_OFFICER')
      if (!user) return reply
      const wrong = request.body.step === 'withdraw' ? null : await proveSelf(context, user, request.body.password)
      if (wrong) return sendRefusal(reply, wrong)
      return await office.lanes.run(request.params.branch, async () => {
        if (!context.allowed(request, reply, 'CASE_OFFICER')) return reply
        const refusal = await decide(context, user, request.params, request.body)
        return refusal ? sendRefusal(reply, refusal) : reply.send({ ok: true })
      })
    },
  )
}
