import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PackKind } from '../../../core/batch/reference-pack.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { referencePacks } from '../../../db/repositories/reference-packs.ts'
import type { ReceivedDown } from '../../../electron/services/receipt-reader.ts'
import { moveCase, packImpact } from '../../../electron/usecases/sync/pack-impact.ts'
import { downStream, inOnePass, takeDown } from '../../../electron/usecases/sync/take-down.ts'
import { sha256Hex } from '../../../protocol/hashing.ts'
import { appRoot, openTestBranch, type TestBranch } from './test-branch.ts'
import { entryOf, startWalk, versionOf, walkTo } from './walk.ts'

let branch: TestBranch
beforeAll(async () => {
  branch = await openTestBranch()
})
afterAll(() => branch.remove())

const CODE = 'IND-BIZ-CREDIT'
const product = () => readFile(path.join(appRoot, 'templates/products/ind-biz-credit.v2.yaml'), 'utf8')

/** A down batch as it stands once its signature was checked. */
async function take(kind: PackKind, version: number, name: string, text: string, effectiveFrom: string): Promise<void> {
  const stream = await branch.counter.database.read((reader) => downStream(branch.counter, reader))
  const bytes = Buffer.from(text)
  const file = { name, sha256: sha256Hex(bytes), bytes: bytes.length }
  const people = { preparedBy: 'Alice', publishedBy: 'Bob' }
  const body = {
    kind,
    version,
    effectiveFrom: effectiveFrom as typeof branch.cases.businessDate,
    title: `${kind} ${version}`,
    note: '',
    files: [file],
    ...people,
  }
  const down: ReceivedDown = {
    epoch: stream.epoch,
    seq: stream.appliedSeq + 1,
    hash: sha256Hex(`${kind} ${version}`),
    records: [{ type: 'reference.pack', body }],
    unknown: [],
    blobs: new Map([[file.sha256, bytes]]),
    receipts: [],
  }
  expectOk(await inOnePass(branch.counter, () => takeDown(branch.counter, null, down)))
}
const stateOf = async (kind: PackKind, version: number) =>
  (await branch.counter.database.read(referencePacks)).find((pack) => pack.kind === kind && pack.version === version)

describe('reference data from head office', () => {
  it('is put in force whole; open cases keep their versions until a manager moves them', async () => {
    const id = branch.cases.cases.find((entry) => entry.application.productCode === CODE)?.id ?? ''
    const walk = await startWalk(branch, entryOf(branch, id))
    await walkTo(walk, 'accept')
    const text = (await product()).replace(`${CODE}@2`, `${CODE}@12`)
    await take('PRODUCTS', 2, 'ind-biz-credit.v2.yaml', text, branch.cases.businessDate)
    expect(await stateOf('PRODUCTS', 2)).toMatchObject({ state: 'IN_FORCE' })
    expect(branch.counter.packs.products.get(CODE)?.version).toBe(`${CODE}@12`)

    const [impact] = await packImpact(branch.counter)
    expect(impact).toMatchObject({ caseId: walk.caseId, from: `${CODE}@2`, to: `${CODE}@12`, movable: true })
    const moved = expectOk(await moveCase(branch.counter, branch.staff.manager, { ...(await versionOf(walk)), reason: '客户要求' }))
    expect(moved.to).toBe(`${CODE}@12`)
    expect(await packImpact(branch.counter)).toEqual([])
  })

  it('that does not hold with the rest is refused with its reason, and nothing changes', async () => {
    const before = branch.counter.packs.products.get(CODE)?.version
    const text = (await product()).replace(`${CODE}@2`, `${CODE}@13`).replace(/^checklist: .*$/m, 'checklist: NO-SUCH@9')
    await take('PRODUCTS', 3, 'ind-biz-credit.v3.yaml', text, branch.cases.businessDate)
    expect(await stateOf('PRODUCTS', 3)).toMatchObject({ state: 'REFUSED', reason: expect.stringContaining('NO-SUCH@9') })
    expect(branch.counter.packs.products.get(CODE)?.version).toBe(before)
  })

  it('waits for its day', async () => {
    const text = (await product()).replace(`${CODE}@2`, `${CODE}@14`)
    await take('PRODUCTS', 4, 'ind-biz-credit.v4.yaml', text, '2099-01-01')
    expect(await stateOf('PRODUCTS', 4)).toMatchObject({ state: 'WAITING' })
  })
})
