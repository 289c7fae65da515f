import { expectOk, ok } from '../../core/kernel/result.ts'
import { officeLine } from '../../electron/services/office-line.ts'
import { proposeBatch } from '../../electron/usecases/batch/propose-batch.ts'
import { sealProposedBatch } from '../../electron/usecases/batch/seal-batch.ts'
import { batchStatus, takeReceipts } from '../../electron/usecases/batch/take-receipt.ts'
import { exportToFolder } from '../../electron/usecases/sync/carry.ts'
import { SyncDesk } from '../../electron/usecases/sync/desk.ts'
import type { Taken } from '../../electron/usecases/sync/take-down.ts'
import type { HeadOffice } from '../../headoffice/head-office.ts'
import type { StaffedBranch } from './set-up.ts'
import { StepFailed } from './step.ts'

export interface SentBatch {
  readonly seq: number
  readonly records: number
  readonly by: 'HTTP' | 'USB'
  /** What head office says of the same bytes when they come again, on a stick. */
  readonly importedAgain: 'nothing changed'
}

/** Everything that waits is gathered by one person and sealed by another. */
async function sealWaiting({ counter, staff }: StaffedBranch): Promise<{ seq: number; records: number }[]> {
  const sealed: { seq: number; records: number }[] = []
  while ((await batchStatus(counter)).waiting > 0) {
    const { seq, records } = expectOk(await proposeBatch(counter, staff.teller))
    expectOk(await sealProposedBatch(counter, staff.manager, seq))
    sealed.push({ seq, records })
  }
  return sealed
}

async function importFrom(headOffice: HeadOffice, folder: string, receiptsTo: string): Promise<void> {
  const report = expectOk(await headOffice.importBatches(folder, { receiptsTo }))
  const refused = report.batches.find((batch) => 'refusal' in batch)
  if (refused && 'refusal' in refused) throw new StepFailed('batch', 'import', refused.refusal)
}

/** The same batches once more, from a folder: head office must stay as it was. */
async function importAgain({ counter }: StaffedBranch, headOffice: HeadOffice): Promise<void> {
  const before = await headOffice.projectionHash()
  await importFrom(headOffice, counter.folders.outbound, counter.folders.inbound)
  if ((await headOffice.projectionHash()) !== before) throw new Error('importing a batch twice changed the head-office database')
}

function checked(taken: Taken): Taken {
  if (taken.rejected > 0) throw new Error(`head office rejected ${taken.rejected} records`)
  return taken
}

/** One exchange over the line, as the counter's own desk does it: up by parts, down by pages. */
export async function sendByLine(branch: StaffedBranch, headOffice: HeadOffice): Promise<{ sent: SentBatch[]; taken: Taken }> {
  const sealed = await sealWaiting(branch)
  const desk = new SyncDesk(async (address, signal) => ok(officeLine(address, {}, signal)))
  const { taken } = expectOk(await desk.exchange(branch.counter, branch.staff.manager))
  await importAgain(branch, headOffice)
  return { sent: sealed.map((batch) => ({ ...batch, by: 'HTTP', importedAgain: 'nothing changed' })), taken: checked(taken) }
}

const ON = { planned: () => undefined, moved: () => undefined, cancelled: () => false, signal: new AbortController().signal }

/** A stick goes to head office with everything sealed, and comes back with what it has for the branch. */
export async function sendByStick(
  branch: StaffedBranch,
  headOffice: HeadOffice,
  stick: { readonly there: string; readonly back: string },
  atHeadOffice: () => Promise<void> = async () => undefined,
): Promise<{ sent: SentBatch[]; taken: Taken }> {
  const { counter, staff } = branch
  const sealed = await sealWaiting(branch)
  expectOk(await exportToFolder(counter, staff.manager, stick.there, ON))
  await importFrom(headOffice, stick.there, stick.back)
  await atHeadOffice()
  // The same stick again: nothing is taken twice, and everything signed meanwhile is put on it for the way back.
  await importFrom(headOffice, stick.there, stick.back)
  await importAgain(branch, headOffice)
  const taken = expectOk(await takeReceipts(counter, staff.manager, stick.back))
  if (taken.stopped) throw new Error(`answer ${taken.stopped.seq} was refused: ${taken.stopped.code}`)
  return { sent: sealed.map((batch) => ({ ...batch, by: 'USB', importedAgain: 'nothing changed' })), taken: checked(taken) }
}
