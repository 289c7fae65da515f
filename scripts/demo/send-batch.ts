import { expectOk } from '../../core/kernel/result.ts'
import { proposeBatch } from '../../electron/usecases/batch/propose-batch.ts'
import { sealProposedBatch } from '../../electron/usecases/batch/seal-batch.ts'
import { batchStatus, takeReceipts } from '../../electron/usecases/batch/take-receipt.ts'
import type { DemoBranch } from './set-up.ts'
import { StepFailed } from './step.ts'

export interface SentBatch {
  readonly seq: number
  readonly records: number
  readonly outcome: string
  readonly importedAgain: 'nothing changed'
}

/** Everything that waits goes to head office, which answers; importing the same batch again must change nothing. */
export async function sendBatches({ counter, staff, headOffice }: DemoBranch, tell: (line: string) => void): Promise<SentBatch[]> {
  const sent: SentBatch[] = []
  while ((await batchStatus(counter)).waiting > 0) {
    const proposed = expectOk(await proposeBatch(counter, staff.teller))
    expectOk(await sealProposedBatch(counter, staff.manager, proposed.seq))
    const outcome = await importOnce({ headOffice, counter })
    const before = await headOffice.projectionHash()
    await importOnce({ headOffice, counter })
    if ((await headOffice.projectionHash()) !== before) throw new Error('importing the batch twice changed the head-office database')
    const taken = expectOk(await takeReceipts(counter, staff.manager))
    if (taken.rejected > 0) throw new Error(`head office rejected ${taken.rejected} records of batch ${proposed.seq}`)
    tell(`batch ${proposed.seq}: ${proposed.records} records, head office: ${outcome}, accepted: ${taken.accepted}`)
    sent.push({ seq: proposed.seq, records: proposed.records, outcome, importedAgain: 'nothing changed' })
  }
  return sent
}

async function importOnce({ headOffice, counter }: Pick<DemoBranch, 'headOffice' | 'counter'>): Promise<string> {
  const report = expectOk(await headOffice.importBatches(counter.folders.outbound, { receiptsTo: counter.folders.inbound }))
  const refused = report.batches.find((batch) => 'refusal' in batch)
  if (refused && 'refusal' in refused) throw new StepFailed('batch', 'import', refused.refusal)
  return report.batches.map((batch) => ('outcome' in batch ? batch.outcome.state : 'refused')).join(', ')
}
