import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { ItemView } from '../../core/bridge/views.ts'
import { CONTRACTS_ITEM } from '../../core/completeness/separator.ts'
import { addMonths, type DateOnly } from '../../core/kernel/calendar.ts'
import type { CaseId } from '../../core/kernel/ids.ts'
import type { Session } from '../../core/kernel/people.ts'
import type { Result } from '../../core/kernel/result.ts'
import { documentsOfCase } from '../../db/repositories/documents.ts'
import { viewCase } from '../../electron/usecases/cases/view-case.ts'
import { judgePaper } from '../../electron/usecases/completeness/judge-paper.ts'
import { receivePaper } from '../../electron/usecases/completeness/receive-paper.ts'
import type { ScanTray } from '../../electron/usecases/completeness/scan-tray.ts'
import type { Counter } from '../../electron/usecases/counter.ts'
import { describePaper } from '../../electron/usecases/scans/describe-paper.ts'
import type { CaseEntry } from './case-file.ts'
import { scanContracts, tickContracts } from './scan-back.ts'
import type { Run } from './step.ts'
import { syntheticScan } from './synthetic-scan.ts'

export interface Desk {
  readonly counter: Counter
  readonly tray: ScanTray
  /** Who looks at the signatures of the contracts that come back, one after the other. */
  readonly seenBy: readonly Session[]
  readonly entry: CaseEntry
  readonly caseId: CaseId
  /** Folder of the case file: own scans are named relative to it. */
  readonly folder: string
  readonly today: DateOnly
  readonly run: Run
}

const VALID_MONTHS = 60
const PAGES = 2
const sameItem = (ref: { itemId: string; party: string }, item: ItemView): boolean => ref.itemId === item.itemId && ref.party === item.party

async function scanBytes(desk: Desk, item: ItemView): Promise<Result<Uint8Array>> {
  const own = desk.entry.papers.scans.find((scan) => sameItem(scan, item))
  if (own) return { ok: true, value: new Uint8Array(await readFile(path.resolve(desk.folder, own.file))) }
  const view = await viewCase(desk.counter, BACK_OFFICE, desk.caseId)
  const caseNo = view.ok ? view.value.applicationNo : ''
  const printed = await syntheticScan(
    desk.counter.printer,
    { itemId: item.itemId, name: item.name.zh, party: item.party, caseNo, pages: Math.max(PAGES, item.minPages) },
    desk.counter.clock.now(),
  )
  return printed.ok ? { ok: true, value: printed.value.bytes } : printed
}

/** Reads the page as nobody in particular: no roles, so no action is offered. */
const BACK_OFFICE: Session = { staffId: '' as Session['staffId'], staffNo: '', staffName: '', roles: [], terminal: 'demo' }

const drawnUp = ({ counter, caseId }: Desk): Promise<boolean> =>
  counter.database.read(async (reader) =>
    (await documentsOfCase(reader, caseId)).some(({ kind, supersededAt }) => kind === 'LOAN_CONTRACT' && supersededAt === null),
  )

/** The contracts come back from the scanner page by page, are found in order, and their signatures seen by two people. */
async function takeContractsBack({ counter, caseId, today, run, seenBy }: Desk, clerk: Session, { itemId, party, form, signers }: ItemView): Promise<void> {
  await run('scan the contracts', scanContracts(counter, clerk, caseId))
  const { items } = await run('read the contracts', viewCase(counter, BACK_OFFICE, caseId))
  const paperId = items.find((one) => sameItem({ itemId, party }, one))?.paperId ?? ''
  await run('receive the contracts', describePaper(counter, clerk, { paperId, form, issuedOn: today, expiresOn: null, signedBy: signers }))
  await run('see the signatures', tickContracts(counter, seenBy, caseId))
  await run('judge the contracts', judgePaper(counter, clerk, { paperId, verdict: 'OK', defects: [], note: '' }))
}

/** Receives one paper as a scan and gives the verdict. */
async function handIn(desk: Desk, clerk: Session, item: ItemView, defect: string | null): Promise<void> {
  const { counter, tray, caseId, today, run } = desk
  const bytes = await run(`scan ${item.itemId}`, scanBytes(desk, item))
  const scan = await run(`offer ${item.itemId}`, tray.offer(counter, bytes))
  const { paperId } = await run(
    `receive ${item.itemId}/${item.party}`,
    receivePaper(counter, tray, clerk, {
      caseId,
      itemId: item.itemId,
      party: item.party,
      scanId: scan.scanId,
      form: item.form,
      issuedOn: today,
      expiresOn: addMonths(today, VALID_MONTHS),
      signedBy: item.signers,
    }),
  )
  await run(
    `judge ${item.itemId}/${item.party}`,
    judgePaper(counter, clerk, { paperId, verdict: defect ? 'DEFECT' : 'OK', defects: defect ? [defect] : [], note: '' }),
  )
}

export async function itemsOf(desk: Desk): Promise<ItemView[]> {
  return (await desk.run('read the checklist', viewCase(desk.counter, BACK_OFFICE, desk.caseId))).items
}

/** Hands in every open paper of these stages that a customer or outside body brings; the bank's own papers come by themselves. */
export async function handInOpen(desk: Desk, clerk: Session, stages: readonly string[], made: readonly string[], firstVisit: boolean): Promise<void> {
  const { missingAtFirst, defectiveAtFirst } = desk.entry.papers
  for (const item of await itemsOf(desk)) {
    if (!stages.includes(item.stage) || made.includes(item.itemId) || item.state === 'OK') continue
    if (firstVisit && missingAtFirst.some((ref) => sameItem(ref, item))) continue
    if (item.itemId === CONTRACTS_ITEM && (await drawnUp(desk))) await takeContractsBack(desk, clerk, item)
    else await handIn(desk, clerk, item, firstVisit ? (defectiveAtFirst.find((ref) => sameItem(ref, item))?.code ?? null) : null)
  }
}
