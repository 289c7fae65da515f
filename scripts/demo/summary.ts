import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { countItems } from '../../core/completeness/report.ts'
import type { CaseId } from '../../core/kernel/ids.ts'
import { formatRate } from '../../core/kernel/rate.ts'
import { expectOk } from '../../core/kernel/result.ts'
import { volumesOfCase } from '../../db/repositories/archive-volumes.ts'
import { documentsOfCase } from '../../db/repositories/documents.ts'
import { recordsOfCase } from '../../db/repositories/outbox.ts'
import { latestScore } from '../../db/repositories/scores.ts'
import { openCaseFile } from '../../electron/usecases/cases/case-file.ts'
import { verifyBag } from '../../protocol/bag-verify.ts'
import type { StaffedBranch } from './set-up.ts'

/** Folders of one branch below the demo's own: what it works in, and the readable copies. */
export interface DemoPlace {
  readonly branch: string
  readonly documents: string
}

/** Readable copies of a case's PDFs; the people are synthetic. */
async function copyDocuments({ counter }: StaffedBranch, caseId: CaseId, name: string, out: string, place: DemoPlace) {
  const folder = path.join(out, place.documents, name)
  await mkdir(folder, { recursive: true })
  const documents = await counter.database.read((reader) => documentsOfCase(reader, caseId))
  const copied = []
  for (const document of documents.filter((one) => one.supersededAt === null)) {
    const file = path.join(place.documents, name, `${document.kind.toLowerCase().replaceAll('_', '-')}-${document.number}.pdf`)
    await writeFile(path.join(out, file), expectOk(await counter.papers.get(document.blobRef)))
    copied.push({ kind: document.kind, number: document.number, file: file.replaceAll(path.sep, '/'), pages: document.pages, sha256: document.sha256 })
  }
  return copied
}

/** What became of one case, in figures. @throws Error when its archive volume does not verify */
export async function summariseCase(branch: StaffedBranch, caseId: CaseId, name: string, out: string, place: DemoPlace) {
  const { counter } = branch
  const documents = await copyDocuments(branch, caseId, name, out, place)
  const facts = await counter.database.read(async (reader) => {
    const file = expectOk(await openCaseFile(counter, reader, caseId))
    return {
      file,
      score: await latestScore(reader, counter.vault, caseId),
      volume: (await volumesOfCase(reader, caseId)).at(-1) ?? null,
      sent: (await recordsOfCase(reader, counter.vault, caseId)).at(-1) ?? null,
    }
  })
  const { file, score, volume, sent } = facts
  const { record, contract, decision, report } = file
  const archive = volume ? path.join(place.branch, 'archive', volume.folder) : null
  if (archive) {
    const checked = await verifyBag(path.join(out, archive))
    if (checked.errors.length > 0) throw new Error(`case ${name}: the archive volume does not verify: ${checked.errors.map((error) => error.code).join(', ')}`)
  }
  const terms = contract?.terms ?? null
  return {
    id: name,
    number: record.applicationNo,
    stage: record.state,
    firstLoanBasis: record.firstLoanBasis,
    checklist: report ? countItems(report) : null,
    score: score?.points ?? null,
    grade: score?.grade ?? null,
    decision: decision?.outcome ?? null,
    amountFen: terms?.loan.amountFen ?? record.amountFen,
    annualRate: terms?.loan.rate.annualRate ?? null,
    monthlyPaymentFen: terms?.schedule[0]?.totalFen ?? null,
    totalInterestFen: terms ? terms.schedule.reduce((sum, row) => sum + row.interestFen, 0) : null,
    apr: terms ? `${formatRate(terms.cost.headline)}%` : null,
    documents,
    archive: archive?.replaceAll(path.sep, '/') ?? null,
    batch: sent?.batchSeq ?? null,
    headOffice: sent?.result ?? null,
  }
}
export type CaseSummary = Awaited<ReturnType<typeof summariseCase>>
