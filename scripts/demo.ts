import { mkdir, readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { expectOk } from '../core/kernel/result.ts'
import { verifyChain } from '../db/audit-verify.ts'
import { loadPacks } from '../electron/services/packs.ts'
import { enrolByLine, needVersion, runCases, runSecondBranch } from './demo/branches.ts'
import type { CaseFile } from './demo/case-file.ts'
import { type DemoOffice, serveDemoOffice } from './demo/office.ts'
import { CaseFileInvalid, readCaseFile } from './demo/read-case-file.ts'
import { sendByLine } from './demo/send-batch.ts'
import { enrolByFile, type StaffedBranch, staffBranch } from './demo/set-up.ts'
import { StepFailed } from './demo/step.ts'
import { type CaseSummary, type DemoPlace, summariseCase } from './demo/summary.ts'

const USAGE = 'npm run demo [-- --cases FILE --out DIR]'
const appRoot = path.join(import.meta.dirname, '..')
const tell = (line: string): void => console.log(line)
const FIRST = { branch: 'branch', documents: 'documents' }
const SECOND = { branch: 'second-branch', documents: 'second-documents' }
/** The second branch's code where the case file took its own. */
const OTHER_CODE = '440199'

/** A folder of its own for each run, so that nothing of an earlier one is taken for this one's. */
async function outFolder(wanted: string | undefined): Promise<string> {
  const out = path.resolve(wanted ?? path.join('out', `demo-${new Date().toISOString().replace(/[:.]/g, '-')}`))
  await mkdir(out, { recursive: true })
  if ((await readdir(out)).length > 0) throw new Error(`${out} is not empty: name a new folder with --out`)
  return out
}

function table(cases: readonly CaseSummary[]): void {
  console.table(
    cases.map(({ id, number, stage, score, grade, decision, monthlyPaymentFen, totalInterestFen, apr, headOffice }) => ({
      id,
      number,
      stage,
      score,
      grade,
      decision,
      monthlyPaymentFen,
      totalInterestFen,
      apr,
      headOffice,
    })),
  )
}

async function needWholeAudit({ counter }: StaffedBranch): Promise<void> {
  const audit = await counter.database.read(verifyChain)
  if (!audit.ok) throw new Error(`the audit chain of branch ${counter.branch.code} is broken at entry ${audit.n}: ${audit.why}`)
}

/** The database is thrown away and made again from the spool: it must be the same. */
async function rebuildOffice({ headOffice }: DemoOffice) {
  const rebuilt = await headOffice.rebuild()
  if (rebuilt.before !== rebuilt.after) throw new Error(`head office was rebuilt as another: ${rebuilt.before} became ${rebuilt.after}`)
  tell(`head office, rebuild: the database made again from the spool is the same, ${rebuilt.after.slice(0, 12)}`)
  return { ...(await headOffice.verify()), rebuilt: rebuilt.after }
}

type SetUp = (file: CaseFile, place: DemoPlace) => Promise<StaffedBranch>

async function carryAll(office: DemoOffice, setUp: SetUp, files: readonly [CaseFile, CaseFile], folder: string, out: string) {
  const [file, secondFile] = files
  const first = await setUp(file, FIRST)
  await enrolByLine(first, office)
  const carried = await runCases(first, file, folder, tell)
  const second = await setUp(secondFile, SECOND)
  await enrolByFile(second, office.headOffice)
  const effectiveFrom = file.businessDate < secondFile.businessDate ? file.businessDate : secondFile.businessDate
  const above = await runSecondBranch(second, office, secondFile, { appRoot, out, effectiveFrom }, tell)
  const { sent, taken } = await sendByLine(first, office.headOffice)
  tell(`branch ${file.branch.code}, HTTP: ${sent.length} batch sent, ${taken.accepted} records accepted, ${taken.packs} reference pack taken`)
  for (const branch of [first, second]) {
    needVersion(branch, above.pack)
    await needWholeAudit(branch)
  }
  const summaries: CaseSummary[] = []
  for (const { id, caseId } of carried) summaries.push(await summariseCase(first, caseId, id, out, FIRST))
  const [escalated] = above.cases
  if (!escalated) throw new Error('the second branch has no case')
  const { cases: _cases, ...exchanged } = above
  const secondBranch = { branch: secondFile.branch.code, case: await summariseCase(second, escalated.caseId, escalated.id, out, SECOND), ...exchanged }
  return { cases: summaries, batches: sent, secondBranch, headOffice: await rebuildOffice(office) }
}

async function demo(casesFile: string, wanted: string | undefined): Promise<void> {
  const packs = expectOk(await loadPacks(path.join(appRoot, 'templates')))
  const file = await readCaseFile(casesFile, packs)
  const other = await readCaseFile(path.join(appRoot, 'scripts/demo/second-branch.json'), packs)
  const secondFile = other.branch.code === file.branch.code ? { ...other, branch: { ...other.branch, code: OTHER_CODE } } : other
  const out = await outFolder(wanted)
  tell(
    `setting up branches ${file.branch.code} (by line) and ${secondFile.branch.code} (by stick) and a head office in ${path.relative(process.cwd(), out) || '.'}`,
  )
  const opened: { close(): Promise<void> }[] = []
  try {
    const office = await serveDemoOffice(out, file.branch.bankName)
    opened.push(office)
    const setUp: SetUp = async (own, { branch }) => {
      const staffed = await staffBranch(appRoot, path.join(out, branch), own)
      opened.push(staffed.host)
      return staffed
    }
    const result = await carryAll(office, setUp, [file, secondFile], path.dirname(path.resolve(casesFile)), out)
    const head = { format: 'first-loan-summary/1', businessDate: file.businessDate, branch: file.branch.code }
    await writeFile(path.join(out, 'summary.json'), `${JSON.stringify({ ...head, ...result }, null, 2)}\n`)
    table([...result.cases, result.secondBranch.case])
    tell(`contract PDFs, archive volumes, batches, the stick, the head-office database and summary.json are in ${out}`)
  } finally {
    for (const one of opened) await one.close()
  }
}

const { values } = parseArgs({ options: { cases: { type: 'string' }, out: { type: 'string' }, help: { type: 'boolean' } } })
if (values.help) tell(USAGE)
else {
  try {
    await demo(values.cases ?? path.join(appRoot, 'scripts/demo/cases.json'), values.out)
  } catch (error) {
    if (error instanceof CaseFileInvalid) console.error(`the case file was refused, nothing was done:\n${error.message}`)
    else if (error instanceof StepFailed) console.error(`stopped at ${error.message}`)
    else console.error(error instanceof Error ? (error.stack ?? error.message) : error)
    process.exitCode = 1
  }
}
