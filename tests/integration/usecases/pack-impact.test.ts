import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { authorityFor } from '../../../core/approval/authority.ts'
import { limitsOf } from '../../../core/intake/check-application.ts'
import { checkDraft } from '../../../core/intake/draft.ts'
import type { Fen } from '../../../core/kernel/fen.ts'
import { fen } from '../../../core/kernel/fen.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { PACK_CHANGES, type PackChange } from '../../../core/loan-case/pack-change.ts'
import { referencePacks } from '../../../db/repositories/reference-packs.ts'
import { latestScore } from '../../../db/repositories/scores.ts'
import type { ReceivedDown } from '../../../electron/services/receipt-reader.ts'
import { approvalBrief } from '../../../electron/usecases/approval/approval-brief.ts'
import { type CaseFile, openCaseFile, submitted } from '../../../electron/usecases/cases/case-file.ts'
import { assessCase } from '../../../electron/usecases/scoring/assess-case.ts'
import { rerunScore } from '../../../electron/usecases/scoring/rerun-score.ts'
import { type Impact, moveCase, packImpact } from '../../../electron/usecases/sync/pack-impact.ts'
import { downStream, inOnePass, takeDown } from '../../../electron/usecases/sync/take-down.ts'
import { sha256Hex } from '../../../protocol/hashing.ts'
import { type PackFile, packsOf, type RuleChange, ruleChange } from '../../fixtures/rule-change.ts'
import { openTestBranch, type TestBranch } from './test-branch.ts'
import { entryOf, startWalk, versionOf, type Walk, walkTo } from './walk.ts'

/** What the app says of open cases before a manager moves them to head office's new rules is what then becomes of them (features 5.9). */
const TRADER = 'sole-trader-1'
const HOUSE = 'mortgage-1'
/** Open cases by how far they have come; the last has been scored. */
const OPEN: readonly (readonly [id: string, step: string | null, amountPercent: number])[] = [
  [TRADER, null, 100],
  [HOUSE, 'submit', 100],
  [TRADER, 'accept', 30],
  [HOUSE, 'record', 100],
  [TRADER, 'confirm', 100],
  [HOUSE, 'confirm', 60],
  [TRADER, 'toReview', 10],
]
const ROUNDS = process.env.TEST_FULL ? 100 : 20
const TIMEOUT = 900_000

let branch: TestBranch
const walks: Walk[] = []
beforeAll(async () => {
  branch = await openTestBranch()
  for (const [id, step, percent] of OPEN) {
    const entry = entryOf(branch, id, (one) => {
      const amountFen = fen(Math.max(1_000_000, Math.floor((one.application.loan.amountFen * percent) / 100)))
      const { payee } = one.application.loan
      return { ...one, application: { ...one.application, loan: { ...one.application.loan, amountFen, payee: payee && { ...payee, amountFen } } } }
    })
    const walk = await startWalk(branch, entry)
    if (step) await walkTo(walk, step)
    walks.push(walk)
  }
}, TIMEOUT)
afterAll(() => branch.remove())

/** What a case stands at: every figure by its name. */
type Figures = ReadonlyMap<string, string | number | null>
const joined = (codes: readonly string[]): string | null => (codes.length > 0 ? [...new Set(codes)].toSorted().join(' ') : null)

function figuresOf(file: CaseFile, exposureFen: Fen): Figures {
  const { record, pack, report, today } = file
  const figures = new Map<string, string | number | null>()
  const items = (report?.lines ?? []).filter(({ required }) => required)
  for (const { itemId, party, stage, severity, state } of items) figures.set(`ITEM ${itemId}/${party}`, `${stage} ${severity} ${state}`)
  const application = record.application ?? walks.find(({ caseId }) => caseId === record.caseId)?.entry.application
  const { issues } = checkDraft(application, { today, product: limitsOf(pack.product) })
  for (const path of new Set(issues.map((issue) => issue.path)))
    figures.set(`FORM ${path}`, joined(issues.filter((one) => one.path === path).map(({ code }) => code)))
  const at = submitted(file)
  const assessed = at.ok ? assessCase(at.value) : at
  if (!at.ok || !assessed.ok) return figures
  const { score, grade, limit, price, verdict, hits, dtiBand } = assessed.value
  const question = {
    line: record.productLine,
    security: record.security,
    totalExposureFen: exposureFen,
    relatedParty: at.value.application.declarations.relatedParty,
  }
  const exceptionCount = hits.filter(({ effect }) => effect === 'MANUAL').length
  const level = grade && authorityFor({ ...question, gradeApproval: grade.approval, exceptionCount }, pack.parameters.authority).level
  const rules = joined([...hits.map(({ code }) => code), ...score.hardHits.map(({ code }) => code)])
  const all = {
    POINTS: score.totalPoints,
    GRADE: grade?.grade,
    LIMIT: limit?.limitFen,
    RATE: price?.defaultRate,
    RATE_FROM: price?.rateFrom,
    RATE_TO: price?.rateTo,
  }
  for (const [what, value] of Object.entries({ ...all, RULES: rules, DTI: dtiBand, VERDICT: verdict, AUTHORITY: level })) figures.set(what, value ?? null)
  return figures
}
const figuresNow = async (walk: Walk): Promise<Figures> => {
  const { counter } = branch
  const file = await counter.database.read(async (reader) => expectOk(await openCaseFile(counter, reader, walk.caseId)))
  return figuresOf(file, file.record.amountFen)
}

/** 'LIMIT 100 -> 90', in one order. */
const told = (what: string, before: unknown, after: unknown): string => `${what} ${before ?? '-'} -> ${after ?? '-'}`
const actual = (before: Figures, after: Figures): string[] =>
  [...new Set([...before.keys(), ...after.keys()])]
    .filter((key) => before.get(key) !== after.get(key))
    .map((key) => told(key, before.get(key), after.get(key)))
    .toSorted()
const predicted = ({ why }: Pick<Impact, 'why'>): string[] =>
  why.map(({ what, item, before, after }) => told(item ? `${what.split('_')[0]} ${item}` : what, before, after)).toSorted()

const refused = new Set<string>()
let round = 0
/** What head office publishes in one go, in one down batch. */
async function publish(change: RuleChange): Promise<void> {
  const { counter } = branch
  const version = ++round
  const files = packsOf(change, version)
  const blobs = new Map(files.map(({ text }) => [sha256Hex(Buffer.from(text)), Buffer.from(text)]))
  const bodyOf = (kind: PackFile['kind']) => ({
    ...{ kind, version, effectiveFrom: branch.cases.businessDate, title: `${kind} ${version}`, note: '', preparedBy: 'Alice', publishedBy: 'Bob' },
    files: files.filter((one) => one.kind === kind).map(({ name, text }) => ({ name, sha256: sha256Hex(Buffer.from(text)), bytes: Buffer.from(text).length })),
  })
  const records = [...new Set(files.map(({ kind }) => kind))].map((kind) => ({ type: 'reference.pack' as const, body: bodyOf(kind) }))
  const { epoch, appliedSeq } = await counter.database.read((reader) => downStream(counter, reader))
  const down: ReceivedDown = { ...{ epoch, seq: appliedSeq + 1, hash: sha256Hex(`round ${version}`) }, records, unknown: [], blobs, receipts: [] }
  expectOk(await inOnePass(counter, () => takeDown(counter, null, down)))
  const packs = (await counter.database.read(referencePacks)).filter((pack) => pack.version === version)
  expect(packs.filter(({ state }) => state !== 'IN_FORCE').map(({ kind, reason }) => [kind, reason])).toEqual([])
}

/**
 * One case, from the packs' coming to its move: nothing before, and then what was said. A form that was submitted is fixed: where it does not
 * fit the product any more, the case stays.
 * @returns what changed
 */
async function movedAsSaid(walk: Walk, before: Figures, impact: Impact | undefined): Promise<readonly PackChange[]> {
  const kept = await figuresNow(walk)
  expect(actual(before, kept)).toEqual([])
  const move = await moveCase(branch.counter, branch.staff.manager, { ...(await versionOf(walk)), reason: '按新规则办理' })
  const unfit = impact?.movable && impact.state !== 'DRAFT' && impact.why.some(({ what, after }) => what === 'FORM' && after !== null)
  if (!impact?.movable || unfit) {
    const code = unfit ? 'PACK_MOVE_UNFIT' : impact ? 'PACK_MOVE_TOO_LATE' : 'PACK_NOTHING_NEWER'
    expect(move).toMatchObject({ ok: false, error: { code } })
    refused.add(code)
    expect(actual(kept, await figuresNow(walk))).toEqual([])
    return []
  }
  expectOk(move)
  expect(predicted(impact)).toEqual(actual(kept, await figuresNow(walk)))
  return impact.why
}

describe('new rules that head office publishes while cases are open', () => {
  it(
    'change nothing until a manager moves a case, and then exactly what was said of it',
    async () => {
      const seen = new Set<string>()
      for (const change of fc.sample(ruleChange, { numRuns: ROUNDS, seed: 509 })) {
        const before = new Map<Walk, Figures>()
        for (const walk of walks) before.set(walk, await figuresNow(walk))
        await publish(change)
        const impacts = await packImpact(branch.counter)
        for (const walk of walks) {
          const impact = impacts.find(({ caseId }) => caseId === walk.caseId)
          for (const { what } of await movedAsSaid(walk, before.get(walk) ?? new Map(), impact)) seen.add(what)
        }
      }
      // Nothing that can change was left untried; a risk list moves no case.
      expect(PACK_CHANGES.filter((what) => !seen.has(what))).toEqual(['LISTED'])
      expect(refused).toContain('PACK_MOVE_UNFIT')
    },
    TIMEOUT,
  )

  it('leave an archived score as it was: run again under its own versions it comes out the same to the byte', async () => {
    const { counter, staff } = branch
    const scored = walks.at(-1) as Walk
    await counter.database.read(async (reader) => {
      const file = expectOk(submitted(expectOk(await openCaseFile(counter, reader, scored.caseId))))
      const score = await latestScore(reader, counter.vault, scored.caseId)
      if (!score) throw new Error('not scored')
      expect(await rerunScore(counter, reader, file, score)).toEqual({ ok: true, value: [] })
      const altered = { ...score, detail: { ...score.detail, limit: null, dtiBasisPoints: 1 } }
      expect(expectOk(await rerunScore(counter, reader, file, altered)).toSorted()).toEqual(['dtiBasisPoints', 'limit'])
    })
    expect(expectOk(await approvalBrief(counter, staff.manager, scored.caseId)).score?.current).toBe(true)
  })
})
