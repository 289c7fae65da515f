import type { PackKind } from '../../../core/batch/reference-pack.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { type ReferencePack, referencePacks } from '../../../db/repositories/reference-packs.ts'
import { proposeBatch } from '../../../electron/usecases/batch/propose-batch.ts'
import { sealProposedBatch } from '../../../electron/usecases/batch/seal-batch.ts'
import { takeReceipts } from '../../../electron/usecases/batch/take-receipt.ts'
import { recordAct } from '../../../headoffice/acts/record-act.ts'
import { checkPack, type PackText } from '../../../headoffice/console-api/check-pack.ts'
import { issueToEach } from '../../../headoffice/down/issue-down.ts'
import { keepPackFile } from '../../../headoffice/down/packs.ts'
import { queueRecord } from './queue-record.ts'
import type { WholeBank } from './test-branch.ts'

/** A batch of the branch to head office, and everything head office has for it back. */
export async function exchange({ counter, headOffice, staff }: WholeBank): Promise<void> {
  await queueRecord({ counter }, [])
  const { seq } = expectOk(await proposeBatch(counter, staff.officer))
  expectOk(await sealProposedBatch(counter, staff.manager, seq))
  expectOk(await headOffice.importBatches(counter.folders.outbound, { receiptsTo: counter.folders.inbound }))
  expectOk(await takeReceipts(counter, staff.manager))
}

/** A pack drafted by one officer of head office and published by another. */
export async function publish({ headOffice }: WholeBank, kind: PackKind, version: number, effectiveFrom: string, files: readonly PackText[]): Promise<void> {
  const { office } = headOffice
  expectOk(checkPack(kind, files))
  const kept = []
  for (const { name, text } of files) kept.push(await keepPackFile(office, name, text))
  const title = `${kind} ${version}`
  await recordAct(office, 'alice', { type: 'pack.draft', kind, version, effectiveFrom, title, note: '', files: kept })
  await recordAct(office, 'bob', { type: 'pack.publish', kind, version })
  const troubles = await issueToEach(office)
  if (troubles.length > 0) throw new Error(`not issued: ${JSON.stringify(troubles)}`)
}

/** Published and brought to the branch. @returns how it stands there */
export async function sendPack(
  branch: WholeBank,
  kind: PackKind,
  version: number,
  effectiveFrom: string,
  files: readonly PackText[],
): Promise<ReferencePack | undefined> {
  await publish(branch, kind, version, effectiveFrom, files)
  await exchange(branch)
  return packAt(branch, kind, version)
}

export const packAt = async ({ counter }: Pick<WholeBank, 'counter'>, kind: PackKind, version: number): Promise<ReferencePack | undefined> =>
  (await counter.database.read(referencePacks)).find((pack) => pack.kind === kind && pack.version === version)
