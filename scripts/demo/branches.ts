import path from 'node:path'
import { z } from 'zod'
import type { CaseId } from '../../core/kernel/ids.ts'
import { expectOk, ok } from '../../core/kernel/result.ts'
import { officeLine } from '../../electron/services/office-line.ts'
import { packFor } from '../../electron/services/packs.ts'
import { makeScanTray } from '../../electron/usecases/completeness/scan-tray.ts'
import { openCase } from '../../electron/usecases/intake/open-case.ts'
import { SyncDesk } from '../../electron/usecases/sync/desk.ts'
import { packImpact } from '../../electron/usecases/sync/pack-impact.ts'
import { enrolByCode, setAddress } from '../../electron/usecases/sync/set-up-line.ts'
import { type DecidedAbove, decideAbove, type PublishedPack, publishPack } from './above.ts'
import { carryCase } from './carry-case.ts'
import type { CaseFile } from './case-file.ts'
import type { DemoOffice } from './office.ts'
import { type SentBatch, sendByStick } from './send-batch.ts'
import type { StaffedBranch } from './set-up.ts'
import { stepsOf } from './step.ts'

export type Tell = (line: string) => void
export interface CarriedCase {
  readonly id: string
  readonly caseId: CaseId
}
const QUIET = /^(read|scan|offer|receive|judge)/

/** Every case of a file along the line; `askAbove` is asked for an escalated one. */
export async function runCases(
  { counter, staff }: StaffedBranch,
  file: CaseFile,
  folder: string,
  tell: Tell,
  askAbove: (() => Promise<void>) | null = null,
): Promise<CarriedCase[]> {
  const cases: CarriedCase[] = []
  for (const entry of file.cases) {
    const run = stepsOf(entry.id, (step) => (QUIET.test(step) ? undefined : tell(`  ${entry.id.padEnd(16)} ${step}`)))
    const opened = await run('open', openCase(counter, staff.teller, { productCode: entry.application.productCode, body: entry.application }))
    const desk = { counter, tray: makeScanTray(), seenBy: [staff.teller, staff.officer], entry, caseId: opened.caseId, folder, today: file.businessDate, run }
    await carryCase(desk, staff, askAbove)
    cases.push({ id: entry.id, caseId: opened.caseId })
  }
  return cases
}

/** Enrols over the line with a one-time code that head office's administrator tells the branch, with the fingerprint. */
export async function enrolByLine({ host, counter, administrator }: StaffedBranch, office: DemoOffice): Promise<void> {
  expectOk(await setAddress(counter, administrator, office.url))
  const told = z.object({ code: z.string(), fingerprint: z.string() }).parse(await office.administrator.post('/enrol-codes', { branch: counter.branch.code }))
  const desk = new SyncDesk(async (address, signal) => ok(officeLine(address, {}, signal)))
  const client = expectOk(await desk.client(new URL(office.url), new AbortController().signal))
  expectOk(await enrolByCode(host, counter, administrator, client, told))
}

export interface SecondBranch {
  readonly cases: readonly CarriedCase[]
  readonly batches: readonly SentBatch[]
  readonly decided: DecidedAbove
  readonly pack: PublishedPack
  /** Open cases the new version would change, while each keeps its own. */
  readonly impact: readonly { readonly applicationNo: string | null; readonly from: string; readonly to: string }[]
}

/** The second branch has no network: its case goes up on a stick, is decided at head office, and comes back with a new reference pack. */
export async function runSecondBranch(
  branch: StaffedBranch,
  office: DemoOffice,
  file: CaseFile,
  at: { readonly appRoot: string; readonly out: string; readonly effectiveFrom: CaseFile['businessDate'] },
  tell: Tell,
): Promise<SecondBranch> {
  const stick = (trip: number) => ({ there: path.join(at.out, 'stick', `${trip}-up`), back: path.join(at.out, 'stick', `${trip}-down`) })
  const batches: SentBatch[] = []
  let decided: DecidedAbove | null = null
  let pack: PublishedPack | null = null
  let impact: SecondBranch['impact'] = []
  const askAbove = async (): Promise<void> => {
    const { sent, taken } = await sendByStick(branch, office.headOffice, stick(1), async () => {
      decided = await decideAbove(office)
      tell(`head office, console: ${decided.applicationNo} seen with ${decided.papersShown} papers, approved`)
      pack = await publishPack(office, at.appRoot, at.effectiveFrom)
      tell(`head office, console: ${pack.productVersion} drafted by one officer, published by another`)
    })
    batches.push(...sent)
    impact = (await packImpact(branch.counter)).map(({ applicationNo, from, to }) => ({ applicationNo, from, to }))
    tell(
      `branch ${file.branch.code}, stick: ${taken.decisions} decision and ${taken.packs} reference pack came back; ${impact.length} open case keeps its version`,
    )
  }
  const cases = await runCases(branch, file, at.appRoot, tell, askAbove)
  const last = await sendByStick(branch, office.headOffice, stick(2))
  batches.push(...last.sent)
  tell(`branch ${file.branch.code}, stick: ${batches.length} batches carried; of the last one ${last.taken.accepted} records accepted`)
  if (!decided || !pack) throw new Error('no case of the second branch was escalated')
  return { cases, batches, decided, pack, impact }
}

/** Whether the branch now offers this version of a product for new cases. @throws Error when it does not */
export function needVersion({ counter }: StaffedBranch, { product, productVersion }: PublishedPack): void {
  const version = packFor(counter.packs, product)?.product.version
  if (version !== productVersion) throw new Error(`branch ${counter.branch.code} offers ${product} as ${version}, not ${productVersion}`)
}
