import { appendFile, cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { expectOk } from '../../../core/kernel/result.ts'
import type { HeadOffice } from '../../../headoffice/head-office.ts'
import { sha256Hex } from '../../../protocol/hashing.ts'
import { publishBatch, withdrawBatch } from '../../../protocol/hob-layout.ts'
import { listReady } from '../../../protocol/ready-file.ts'
import { Counter, caseRecord, newFolder, newHeadOffice, removeFolders } from './counter.ts'

let office: HeadOffice
beforeAll(async () => {
  office = (await newHeadOffice()).office
})
afterAll(async () => {
  await office.close()
  removeFolders()
})

const lineOf = (seq: number): string => {
  const hash = sha256Hex(String(seq))
  return `${hash}  BR0801/1-${seq}-${hash.slice(0, 12)}`
}
/** A stick that carried so many batches. */
async function usedStick(batches: number): Promise<{ folder: string; ready: string }> {
  const folder = newFolder()
  const ready = path.join(folder, 'HOB', 'READY')
  await mkdir(path.dirname(ready), { recursive: true })
  await writeFile(ready, `${Array.from({ length: batches }, (_, n) => lineOf(n + 1)).join('\n')}\n`)
  return { folder, ready }
}
const linesOf = async (ready: string): Promise<number> => (await readFile(ready, 'utf8')).trimEnd().split('\n').length

it('READY of a folder that carried ten thousand batches goes on naming them all, and a batch leaves it alone', async () => {
  const { folder, ready } = await usedStick(12_000)
  expect((await readFile(ready)).length).toBeGreaterThan(1 << 20)
  const { batch } = await (await Counter.enrol(office, 'BR0801')).seal([caseRecord()])
  await publishBatch(folder, batch)
  const listed = expectOk(await listReady(folder))
  expect(listed).toHaveLength(12_001)
  const ours = listed.find((entry) => entry.hash === batch.hash) ?? expect.fail()
  await withdrawBatch(ours, [])
  expect(expectOk(await listReady(folder))).toHaveLength(12_000)
})

it('a READY whose last line was torn offers nothing, and names what it named before once a batch is added', async () => {
  const { folder, ready } = await usedStick(3)
  await appendFile(ready, lineOf(4).slice(0, 40))
  expect(await listReady(folder)).toMatchObject({ ok: false, error: { code: 'BATCH_NOT_READY' } })
  const { batch } = await (await Counter.enrol(office, 'BR0802')).seal([caseRecord()])
  await publishBatch(folder, batch)
  expect(expectOk(await listReady(folder))).toHaveLength(4)
  expect(await linesOf(ready)).toBe(4)
})

it('a batch that is sealed while others are taken out of the folder is named, and they are not', async () => {
  const { folder } = await usedStick(400)
  const counter = await Counter.enrol(office, 'BR0803')
  const sealed = [await counter.seal([caseRecord()]), await counter.seal([caseRecord()]), await counter.seal([caseRecord()])]
  const gone = expectOk(await listReady(folder)).slice(0, 3)
  await Promise.all(sealed.flatMap(({ batch }, n) => [publishBatch(folder, batch), withdrawBatch(gone[n] ?? expect.fail(), [])]))
  const listed = new Set(expectOk(await listReady(folder)).map(({ hash }) => hash))
  expect(listed.size).toBe(400)
  expect(sealed.map(({ batch }) => listed.has(batch.hash))).toEqual([true, true, true])
  expect(gone.map(({ hash }) => listed.has(hash))).toEqual([false, false, false])
})

/** Two branches with a batch each, in their own outboxes. */
async function twoBranches(first: string, second: string): Promise<[Counter, Counter]> {
  const both: [Counter, Counter] = [await Counter.enrol(office, first), await Counter.enrol(office, second)]
  for (const counter of both) await counter.seal([caseRecord()])
  return both
}
const readyOf = (folder: string, branch: string): string => path.join(folder, 'HOB', branch, 'READY')
const importedFrom = async (stick: string) =>
  expectOk(await office.importBatches(stick, { receiptsTo: newFolder() })).batches.map((one) =>
    'refusal' in one ? `${one.batch} ${one.refusal.code}` : one.outcome.branch,
  )

it('the outboxes of two branches copied over each other by hand are both imported', async () => {
  const stick = newFolder()
  for (const { outbox } of await twoBranches('BR0804', 'BR0805')) await cp(outbox, stick, { recursive: true })
  expect(await importedFrom(stick)).toEqual(['BR0804', 'BR0805'])
})

it('a branch whose READY was altered or did not come is named, and holds back no other branch', async () => {
  const stick = newFolder()
  for (const { outbox } of await twoBranches('BR0806', 'BR0807')) await cp(outbox, stick, { recursive: true })
  for (const spoil of [() => writeFile(readyOf(stick, 'BR0806'), 'altered'), () => rm(readyOf(stick, 'BR0806'))]) {
    await spoil()
    expect(await importedFrom(stick)).toEqual(['BR0806/READY BATCH_NOT_READY', 'BR0807'])
  }
})

it('what one branch puts on a stick or takes from it leaves the READY of another as it is', async () => {
  const stick = newFolder()
  const [first, second] = await twoBranches('BR0808', 'BR0809')
  await cp(first.outbox, stick, { recursive: true })
  await writeFile(readyOf(stick, 'BR0808'), 'whatever stands there')
  const { batch } = await second.seal([caseRecord()], [], stick)
  const listed = expectOk(await listReady(stick)).find((entry) => entry.hash === batch.hash) ?? expect.fail()
  await withdrawBatch(listed, [])
  expect(await readFile(readyOf(stick, 'BR0808'), 'utf8')).toBe('whatever stands there')
})

it('a stick that a program of before wrote, with one READY for all, is read as it was', async () => {
  const [first] = await twoBranches('BR0810', 'BR0811')
  await rm(readyOf(first.outbox, 'BR0810'))
  expect(await importedFrom(first.outbox)).toEqual(['BR0810'])
})
