import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readDownRecord } from '../../../core/batch/down-record.ts'
import { expectOk, ok } from '../../../core/kernel/result.ts'
import { downBatches, parkedLines } from '../../../db/repositories/down-batches.ts'
import { referencePacks } from '../../../db/repositories/reference-packs.ts'
import { openCounter } from '../../../electron/open-counter.ts'
import { downStream, inOnePass, takeDown } from '../../../electron/usecases/sync/take-down.ts'
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

it('a pack of a later release waits with its files, its words sealed, and is put in force whole once the branch is upgraded', async () => {
  const { counter } = branch
  const bytes = Buffer.from(`lpr: [{ publishedOn: ${branch.cases.businessDate}, oneYear: 28000, fiveYear: 33000 }]\n`)
  const file = { name: 'lpr.yaml', sha256: sha256Hex(bytes), bytes: bytes.length }
  const also = Buffer.from('more')
  const pack = (kind: string, more: object = {}) => ({
    ...{ kind, version: 7, effectiveFrom: branch.cases.businessDate, title: kind, note: '', files: [file], preparedBy: 'Alice', publishedBy: 'Bob' },
    ...more,
  })
  const line = (schema: number, body: object, lineNo: number) => {
    const record = {
      type: 'reference.pack',
      schema,
      id: randomUUID(),
      rev: 7,
      body,
      // A later release may call two files by one name.
      blobs: [file.sha256, sha256Hex(also)].map((sha256) => ({ sha256, bytes: file.bytes, media: 'x/y', role: file.name })),
    }
    return { lineNo, type: record.type, schema, line: JSON.stringify(record) }
  }
  const stream = await counter.database.read((reader) => downStream(counter, reader))
  // The first is known to this release and was not to the one before; of the others only the name is understood.
  const unknown = [line(1, pack('LPR'), 1), line(2, pack('AUTHORITY', { files: 'elsewhere' }), 2), line(1, pack('CAMPAIGNS'), 3)]
  expect(readDownRecord(JSON.parse(unknown[2]?.line ?? ''))).toBe('UNKNOWN')
  const down = {
    epoch: stream.epoch,
    seq: stream.appliedSeq + 1,
    hash: sha256Hex('down 2'),
    records: [],
    unknown,
    blobs: new Map([bytes, also].map((one) => [sha256Hex(one), one])),
    receipts: [],
  }
  expectOk(await inOnePass(counter, () => takeDown(counter, null, down)))
  const states = async () =>
    (await counter.database.read(referencePacks)).map(({ kind, state, reason }) => `${kind} ${state} ${reason ?? ''}`.trim()).toSorted()
  const waits = 'WAITING PACK_OF_LATER_RELEASE'
  expect(await states()).toEqual([`AUTHORITY ${waits}`, `CAMPAIGNS ${waits}`, `LPR ${waits}`])
  const kept = await counter.database.read((reader) => reader.all<{ bytes: Uint8Array }>("SELECT bytes FROM reference_file WHERE kind = 'CAMPAIGNS'"))
  expect(kept).toHaveLength(2)
  for (const one of kept) expect(Buffer.from(one.bytes).includes('oneYear')).toBe(false)

  const upgraded = expectOk(await openCounter({ ...counter, userData: branch.userData, templates: path.join(appRoot, 'templates') }, counter.dataKey))
  await upgraded.names.close()
  expect(await states()).toEqual([`AUTHORITY ${waits}`, `CAMPAIGNS ${waits}`, 'LPR IN_FORCE'])
  expect([...upgraded.packs.tables.lpr.keys()]).toEqual(['LPR@7'])
  expect((await counter.database.read((reader) => parkedLines(reader, counter.vault))).filter(({ type }) => type === 'reference.pack')).toHaveLength(2)
})
