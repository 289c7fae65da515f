import { mkdir, readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { expectOk } from '../core/kernel/result.ts'
import { verifyChain } from '../db/audit-verify.ts'
import { loadPacks } from '../electron/services/packs.ts'
import { makeScanTray } from '../electron/usecases/completeness/scan-tray.ts'
import { openCase } from '../electron/usecases/intake/open-case.ts'
import { carryCase } from './demo/carry-case.ts'
import { CaseFileInvalid, readCaseFile } from './demo/read-case-file.ts'
import { sendBatches } from './demo/send-batch.ts'
import { type DemoBranch, setUpDemo } from './demo/set-up.ts'
import { StepFailed, stepsOf } from './demo/step.ts'
import { type CaseSummary, summariseCase } from './demo/summary.ts'

const USAGE = 'npm run demo [-- --cases FILE --out DIR]'
const appRoot = path.join(import.meta.dirname, '..')
const tell = (line: string): void => console.log(line)

/** A folder of its own for each run, so that nothing of an earlier one is taken for this one's. */
async function outFolder(wanted: string | undefined): Promise<string> {
  const out = path.resolve(wanted ?? path.join('out', `demo-${new Date().toISOString().replace(/[:.]/g, '-')}`))
  await mkdir(out, { recursive: true })
  if ((await readdir(out)).length > 0) throw new Error(`${out} is not empty: name a new folder with --out`)
  return out
}

async function runCases(branch: DemoBranch, file: Awaited<ReturnType<typeof readCaseFile>>, folder: string) {
  const cases: { id: string; caseId: Parameters<typeof summariseCase>[1] }[] = []
  for (const entry of file.cases) {
    const run = stepsOf(entry.id, (step) => (step.match(/^(read|scan|offer|receive|judge)/) ? undefined : tell(`  ${entry.id.padEnd(16)} ${step}`)))
    const opened = await run('open', openCase(branch.counter, branch.staff.teller, { productCode: entry.application.productCode, body: entry.application }))
    await carryCase({ counter: branch.counter, tray: makeScanTray(), entry, caseId: opened.caseId, folder, today: file.businessDate, run }, branch.staff)
    cases.push({ id: entry.id, caseId: opened.caseId })
  }
  return cases
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

async function demo(casesFile: string, wanted: string | undefined): Promise<void> {
  const file = await readCaseFile(casesFile, expectOk(await loadPacks(path.join(appRoot, 'templates'))))
  const out = await outFolder(wanted)
  tell(`setting up branch ${file.branch.code} and a head office in ${path.relative(process.cwd(), out) || '.'}`)
  const branch = await setUpDemo(appRoot, out, file)
  try {
    const carried = await runCases(branch, file, path.dirname(path.resolve(casesFile)))
    const batches = await sendBatches(branch, tell)
    const cases: CaseSummary[] = []
    for (const { id, caseId } of carried) cases.push(await summariseCase(branch, caseId, id, out))
    const audit = await branch.counter.database.read(verifyChain)
    if (!audit.ok) throw new Error(`the audit chain is broken at entry ${audit.n}: ${audit.why}`)
    const office = await branch.headOffice.verify()
    await writeFile(
      path.join(out, 'summary.json'),
      `${JSON.stringify({ format: 'first-loan-summary/1', businessDate: file.businessDate, branch: file.branch.code, cases, batches, headOffice: office }, null, 2)}\n`,
    )
    table(cases)
    tell(`contract PDFs, archive volumes, the batch, the head-office database and summary.json are in ${out}`)
  } finally {
    await branch.headOffice.close()
    await branch.host.close()
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
