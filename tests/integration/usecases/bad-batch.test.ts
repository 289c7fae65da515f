import { cp, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectOk } from '../../../core/kernel/result.ts'
import { keyRequest } from '../../../electron/usecases/batch/enrol-branch.ts'
import { proposeBatch } from '../../../electron/usecases/batch/propose-batch.ts'
import { sealProposedBatch } from '../../../electron/usecases/batch/seal-batch.ts'
import { batchStatus, takeReceipts } from '../../../electron/usecases/batch/take-receipt.ts'
import type { HeadOffice } from '../../../headoffice/head-office.ts'
import { refusedWhole, tally, wholeStick } from './tally.ts'
import { openWholeBank, type WholeBank } from './test-branch.ts'
import { entryOf, startWalk, walkTo } from './walk.ts'

let ours: WholeBank
let other: WholeBank
let scratch: string
/** A branch with one filed case in a sealed batch. */
async function withBatch(code: string): Promise<WholeBank> {
  const branch = await openWholeBank((file) => ({ ...file, branch: { ...file.branch, code } }))
  await walkTo(await startWalk(branch, entryOf(branch, 'sole-trader-1')), 'fileVolume')
  const { seq } = expectOk(await proposeBatch(branch.counter, branch.staff.teller))
  expectOk(await sealProposedBatch(branch.counter, branch.staff.manager, seq))
  return branch
}
beforeAll(async () => {
  scratch = await mkdtemp(path.join(tmpdir(), 'bad-batch-'))
  ours = await withBatch('110199')
  other = await withBatch('110188')
})
afterAll(async () => {
  await ours.remove()
  await other.remove()
  await rm(scratch, { recursive: true, force: true })
})

/** What head office says of a folder; its database stays as it was. */
async function importRefused(office: HeadOffice, folder: string): Promise<string[]> {
  const before = await office.projectionHash()
  const report = await office.importBatches(folder)
  expect(await office.projectionHash()).toBe(before)
  if (!report.ok) return [report.error.code]
  return report.value.batches.map((batch) => ('refusal' in batch ? batch.refusal.code : batch.outcome.state))
}
async function copyOf(folder: string, name: string): Promise<string> {
  const target = path.join(scratch, name)
  await cp(folder, target, { recursive: true })
  return target
}
const filesOf = async (folder: string): Promise<string[]> => {
  const names = await readdir(folder, { recursive: true })
  const found = await Promise.all(names.map(async (name) => ((await stat(path.join(folder, name))).isFile() ? [path.join(folder, name)] : [])))
  return found.flat().sort()
}

describe('a batch', () => {
  it('for another head office is refused by that office', async () => {
    const before = await tally(ours.counter)
    const { outbound } = ours.counter.folders
    expect(await importRefused(other.headOffice, outbound)).toEqual(['BATCH_FOR_OTHER_HEAD_OFFICE'])
    // Even where that office knows the branch too: the batch is not encrypted for it.
    expectOk(await other.headOffice.enrol(Buffer.from(keyRequest(ours.counter))))
    expect(await importRefused(other.headOffice, outbound)).toEqual(['BATCH_FOR_OTHER_HEAD_OFFICE'])
    expect(await tally(ours.counter)).toEqual(before)
  })

  it('with one byte flipped in any of its files is refused, and the whole one is taken after it', async () => {
    const whole = ours.counter.folders.outbound
    // Two READY name the batch: with one of them altered the other holds.
    const told = (await filesOf(whole)).filter((file) => path.basename(file) !== 'READY')
    for (const [n, file] of told.entries()) {
      const folder = await copyOf(whole, `flipped-${n}`)
      const damaged = path.join(folder, path.relative(whole, file))
      const bytes = await readFile(damaged)
      const at = bytes.length >> 1
      bytes[at] = (bytes[at] ?? 0) ^ 1
      await writeFile(damaged, bytes)
      const verdicts = await importRefused(ours.headOffice, folder)
      expect(verdicts, path.basename(file)).not.toEqual([])
      for (const verdict of verdicts) expect(verdict).toMatch(/^BATCH_/)
    }
    const { inbound } = ours.counter.folders
    const taken = expectOk(await ours.headOffice.importBatches(whole, { receiptsTo: inbound }))
    expect(taken.batches).toEqual([expect.objectContaining({ outcome: expect.objectContaining({ state: 'applied' }) })])
  })
})

describe('a receipt', () => {
  it('of another branch is left alone, ours with one byte flipped is refused; the whole one is applied once', async () => {
    const { counter, staff } = ours
    const take = () => wholeStick(takeReceipts(counter, staff.teller))
    const { inbound } = counter.folders
    const kept = await copyOf(inbound, 'our-receipt')
    await other.headOffice.importBatches(other.counter.folders.outbound, { receiptsTo: other.counter.folders.inbound })
    const put = async (folder: string) => {
      await rm(inbound, { recursive: true, force: true })
      await cp(folder, inbound, { recursive: true })
    }
    await put(other.counter.folders.inbound)
    const before = await tally(counter)
    expect(expectOk(await take())).toMatchObject({ batches: 0, others: ['110188'] })
    expect(await tally(counter)).toEqual(before)
    // Two READY name the batch: with one of them altered the other holds.
    const told = (await filesOf(kept)).filter((file) => path.basename(file) !== 'READY')
    for (const file of told) {
      await put(kept)
      const damaged = path.join(inbound, path.relative(kept, file))
      const bytes = await readFile(damaged)
      const at = bytes.length >> 1
      bytes[at] = (bytes[at] ?? 0) ^ 1
      await writeFile(damaged, bytes)
      await refusedWhole(counter, take)
    }
    await put(kept)
    expect(expectOk(await take())).toMatchObject({ accepted: 28, rejected: 0 })
    expect((await batchStatus(counter)).batches).toEqual([expect.objectContaining({ seq: 1, state: 'ACKED' })])
    expect(expectOk(await take())).toMatchObject({ accepted: 0, rejected: 0 })
  })
})
