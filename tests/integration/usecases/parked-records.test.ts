import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { expectOk, ok } from '../../../core/kernel/result.ts'
import { downBatches, parkedLines } from '../../../db/repositories/down-batches.ts'
import { openCounter } from '../../../electron/open-counter.ts'
import { sha256Hex } from '../../../protocol/hashing.ts'
import { appRoot, openTestBranch, type TestBranch } from './test-branch.ts'

let branch: TestBranch
beforeAll(async () => {
  branch = await openTestBranch()
})
afterAll(() => branch.remove())

const found = { caseId: randomUUID(), kind: 'APPLICANT', otherCases: 1, otherBranches: 1, states: ['ACTIVE'] }

it('what head office sent in words of a later release is read again once the branch is upgraded, and only then', async () => {
  const { counter } = branch
  const line = (type: string, schema: number) => JSON.stringify({ type, schema, id: randomUUID(), rev: 1, body: found, blobs: [] })
  // As an older release left it that knew neither record.
  await counter.database.write(async (tx) => {
    const down = downBatches(tx, counter.vault)
    await down.insert({ epoch: 1, seq: 1, envelopeSha256: sha256Hex('down 1'), takenAt: counter.clock.now() })
    await down.park({ epoch: 1, seq: 1, lineNo: 1, type: 'crosscheck.found', schema: 1, line: line('crosscheck.found', 1) })
    await down.park({ epoch: 1, seq: 1, lineNo: 2, type: 'crosscheck.found', schema: 9, line: line('crosscheck.found', 9) })
    return ok(null)
  })
  const state = async () => ({
    found: (await counter.database.read((reader) => reader.all('SELECT id FROM cross_finding'))).length,
    parked: (await counter.database.read((reader) => parkedLines(reader, counter.vault))).map((parked) => parked.lineNo),
  })
  expect(await state()).toEqual({ found: 0, parked: [1, 2] })
  const upgrade = () => openCounter({ ...counter, userData: branch.userData, templates: path.join(appRoot, 'templates') }, counter.dataKey)
  await expectOk(await upgrade()).names.close()
  expect(await state()).toEqual({ found: 1, parked: [2] })
  await expectOk(await upgrade()).names.close()
  expect(await state()).toEqual({ found: 1, parked: [2] })
})
