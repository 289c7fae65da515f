import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect } from 'vitest'
import type { Session } from '../../../core/kernel/people.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { takeReceipts } from '../../../electron/usecases/batch/take-receipt.ts'
import { issueDown } from '../../../headoffice/down/issue-down.ts'
import { openUp } from '../../../headoffice/import/accept-batch.ts'
import { takeCustody } from '../../../headoffice/import/custody.ts'
import { carryBack } from '../../../headoffice/import/publish-receipt.ts'
import { batchPath, partFile } from '../../../protocol/hob-layout.ts'
import { listReady } from '../../../protocol/ready-file.ts'
import type { WholeBank } from './test-branch.ts'

/** The records come over the line and are answered; then the line is cut, and no paper of the batch ever comes. */
export async function recordsOnly({
  counter,
  headOffice,
  staff,
}: Pick<WholeBank, 'counter' | 'headOffice'> & { readonly staff: { readonly teller: Session } }): Promise<void> {
  const { office } = headOffice
  const entry = expectOk(await listReady(counter.folders.outbound))[0] ?? expect.fail('nothing offered')
  const [bytes, signature] = await Promise.all(['envelope.json', 'envelope.json.minisig'].map((name) => readFile(path.join(batchPath(entry), name))))
  const opened = expectOk(await openUp(office, bytes ?? Buffer.alloc(0), signature?.toString('latin1') ?? ''))
  await office.spool.put(await readFile(partFile(counter.folders.outbound, opened.envelope.parts[0]?.sha256 ?? '')))
  const kept = await office.lanes.run(opened.envelope.branch, async () => {
    const taken = expectOk(await takeCustody(office, opened, false, null))
    await issueDown(office, opened.envelope.branch)
    return taken
  })
  await carryBack(office, [kept], () => counter.folders.inbound)
  expectOk(await takeReceipts(counter, staff.teller))
}
