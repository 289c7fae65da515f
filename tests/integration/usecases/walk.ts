import type { DateOnly } from '../../../core/kernel/calendar.ts'
import { fen } from '../../../core/kernel/fen.ts'
import type { CaseId } from '../../../core/kernel/ids.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { expectOk, type Result } from '../../../core/kernel/result.ts'
import { packFor } from '../../../electron/services/packs.ts'
import { makeScanTray } from '../../../electron/usecases/completeness/scan-tray.ts'
import { judgeDuplicate } from '../../../electron/usecases/intake/compare-duplicate.ts'
import { openCase } from '../../../electron/usecases/intake/open-case.ts'
import { checkIntake } from '../../../electron/usecases/intake/submit-application.ts'
import type { CaseEntry } from '../../../scripts/demo/case-file.ts'
import { handInOpen } from '../../../scripts/demo/paper-file.ts'
import type { Staff } from '../../../scripts/demo/people.ts'
import { stepsOf } from '../../../scripts/demo/step.ts'
import { type LineStep, lineOf } from './line.ts'
import type { TestBranch } from './test-branch.ts'

export interface At {
  readonly caseId: string
  readonly version: number
}

/** One case on its way; `done` counts the steps of the line behind it. */
export interface Walk {
  readonly branch: TestBranch
  readonly caseId: CaseId
  readonly entry: CaseEntry
  readonly staff: Staff
  today: DateOnly
  readonly line: readonly LineStep[]
  done: number
}

/** Papers made by the bank itself, at the step that signs them. */
const MADE_BY_BANK = ['D701', 'D704', 'D708']
const PARTIES = ['B', 'SP', 'CO1']

let proofs = 0
let vouchers = 0
const ownProof = (registration: CaseEntry['registration']): CaseEntry['registration'] =>
  registration && { ...registration, proofNo: `京（2026）测试区不动产证明第${String(++proofs).padStart(7, '0')}号` }

/** The bundled case with proof and voucher numbers of its own and every paper the same scan, and changes of the test's own. */
export function entryOf(branch: TestBranch, id: string, change: (entry: CaseEntry) => CaseEntry = (entry) => entry): CaseEntry {
  const found = branch.cases.cases.find((entry) => entry.id === id)
  const pack = found && packFor(branch.counter.packs, found.application.productCode)
  if (!found || !pack) throw new Error(`no case ${id}`)
  const scans = pack.checklist.items.flatMap(({ id: itemId }) => PARTIES.map((party) => ({ itemId, party, file: branch.scan.file })))
  return change({
    ...structuredClone(found),
    registration: ownProof(found.registration),
    voucherNo: `V${++vouchers}`,
    papers: { missingAtFirst: [], defectiveAtFirst: [], scans },
  })
}

/** Judges of each case that the application waits for that it is of the same person: walks of one entry are. */
async function judgeTwins({ branch, caseId, entry, staff }: Walk): Promise<void> {
  const at = { caseId, body: entry.application }
  const { duplicates } = expectOk(await checkIntake(branch.counter, at))
  for (const { applicationNo } of duplicates.filter(({ awaited }) => awaited))
    expectOk(await judgeDuplicate(branch.counter, staff.teller, { ...at, applicationNo, verdict: 'SAME', reason: '' }))
}

/** Opens a draft of the entry, judged beside the cases of the same person. */
export async function startWalk(branch: TestBranch, entry: CaseEntry, staff: Staff = branch.staff): Promise<Walk> {
  const { caseId } = expectOk(await openCase(branch.counter, staff.teller, { productCode: entry.application.productCode, body: entry.application }))
  const walk = { branch, caseId, entry, staff, today: branch.cases.businessDate, line: lineOf(entry.application.house !== null), done: 0 }
  await judgeTwins(walk)
  return walk
}

/** In fen: below every limit of the branch. */
export const SMALL_LOAN = 1_000_000
/** A draft of a bundled entry's, who asks for SMALL_LOAN. */
export const startSmall = (branch: TestBranch, id = 'sole-trader-1'): Promise<Walk> =>
  startWalk(
    branch,
    entryOf(branch, id, (entry) => {
      const { loan } = entry.application
      const payee = loan.payee && { ...loan.payee, amountFen: fen(SMALL_LOAN) }
      return { ...entry, application: { ...entry.application, loan: { ...loan, amountFen: fen(SMALL_LOAN), payee } } }
    }),
  )

export async function versionOf({ branch, caseId }: Pick<Walk, 'branch' | 'caseId'>): Promise<At> {
  const row = await branch.counter.database.read((reader) => reader.get<{ version: number }>('SELECT version FROM loan_case WHERE id = ?', [caseId]))
  return { caseId, version: row?.version ?? 0 }
}
export async function stateOf({ branch, caseId }: Walk): Promise<string> {
  const row = await branch.counter.database.read((reader) => reader.get<{ state: string }>('SELECT state FROM loan_case WHERE id = ?', [caseId]))
  return row?.state ?? ''
}

/** Hands in what is open of these stages, except these items. */
export async function handIn({ branch, entry, caseId, today, staff }: Walk, stages: readonly string[], but: readonly string[] = []): Promise<void> {
  const desk = {
    counter: branch.counter,
    tray: makeScanTray(),
    seenBy: [staff.teller, staff.officer],
    entry,
    caseId,
    folder: branch.folder,
    today,
    run: stepsOf(entry.id, () => undefined),
  }
  await handInOpen(desk, staff.teller, stages, [...MADE_BY_BANK, ...but], false)
}

/** The step by this name. @throws Error when the line has none */
export function stepOf(walk: Walk, name: string): LineStep {
  const step = walk.line.find((candidate) => candidate.name === name)
  if (!step) throw new Error(`no step ${name}`)
  return step
}

/** Tries a step as somebody, papers left as they are. */
export const attempt = async (walk: Walk, name: string, session: Session): Promise<Result<unknown>> =>
  stepOf(walk, name).act(walk, session, await versionOf(walk))

/** Walks up to a step and hands its papers in, without taking it. */
export async function walkBefore(walk: Walk, name: string): Promise<void> {
  const step = stepOf(walk, name)
  const earlier = walk.line[walk.line.indexOf(step) - 1]
  if (earlier) await walkTo(walk, earlier.name)
  if (step.papers) await handIn(walk, step.papers.stages, step.papers.but)
}

/** Goes on along the line to the end of this step. @throws Error when a step is refused */
export async function walkTo(walk: Walk, name: string): Promise<void> {
  const last = walk.line.indexOf(stepOf(walk, name))
  for (; walk.done <= last; walk.done++) {
    const step = walk.line[walk.done] as LineStep
    if (step.name === 'submit') await judgeTwins(walk)
    if (step.papers) await handIn(walk, step.papers.stages, step.papers.but)
    const result = await step.act(walk, walk.staff[step.by], await versionOf(walk))
    if (!result.ok) throw new Error(`step ${step.name}: ${result.error.code} ${JSON.stringify(result.error.details)}`)
  }
}
