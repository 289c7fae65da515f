import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listEntry, writeCrossList } from '../../../core/batch/cross-list.ts'
import { listedPerson } from '../../../core/batch/cross-spelling.ts'
import { type DateOnly, dateOnly } from '../../../core/kernel/calendar.ts'
import type { CaseId } from '../../../core/kernel/ids.ts'
import { expectOk, ok } from '../../../core/kernel/result.ts'
import { keptList } from '../../../db/repositories/cross-lists.ts'
import { downBatches, parkedLines } from '../../../db/repositories/down-batches.ts'
import { casesElsewhere, elsewhereOfCase } from '../../../electron/usecases/intake/cases-elsewhere.ts'
import { openCase } from '../../../electron/usecases/intake/open-case.ts'
import { rereadParked } from '../../../electron/usecases/sync/reread-parked.ts'
import { downStream, takeDown } from '../../../electron/usecases/sync/take-down.ts'
import { issueCrossLists } from '../../../headoffice/down/cross-lists.ts'
import { sha256Hex } from '../../../protocol/hashing.ts'
import { newListKey } from '../../../protocol/list-key.ts'
import { caseRecord, Counter as OtherBranch, removeFolders, body as sealedBody } from '../batch/counter.ts'
import { exchange } from './publish.ts'
import { openWholeBank, type WholeBank } from './test-branch.ts'
import { entryOf, startWalk, type Walk, walkTo } from './walk.ts'

let branch: WholeBank
let walk: Walk
beforeAll(async () => {
  branch = await openWholeBank()
  walk = await startWalk(branch, entryOf(branch, 'mortgage-1'))
  await walkTo(walk, 'submit')
})
afterAll(async () => {
  await branch.remove()
  removeFolders()
})

const wide = (text: string): string => text.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))
const notes = (caseId: string) =>
  branch.counter.database.read((reader) =>
    reader.all<{ action: string; subject: string }>("SELECT action, subject FROM audit WHERE case_id = ? AND subject LIKE '%20__-%' ORDER BY n", [caseId]),
  )
/** A list put together by hand, brought as head office brings it. */
async function bringList(madeOn: DateOnly, people: readonly string[], change: { count?: number; bytes?: Buffer } = {}) {
  const { counter } = branch
  const key = newListKey()
  const entries = people.map((idNumber) => listEntry(key.hash(listedPerson(idNumber)), { kind: 'APPLICANT', caseClass: 'APPROVED' }))
  const bytes = Buffer.from(writeCrossList({ madeOn, keyId: key.keyId }, entries))
  const file = { sha256: sha256Hex(bytes), bytes: bytes.length }
  const list = { madeOn, keyId: key.keyId, key: key.secret, count: change.count ?? people.length, file }
  const stream = await counter.database.read((reader) => downStream(counter, reader))
  const place = { epoch: stream.epoch, seq: stream.appliedSeq + 1, hash: sha256Hex(`down ${stream.appliedSeq}`), unknown: [], receipts: [] }
  const blobs = new Map([[file.sha256, change.bytes ?? bytes]])
  return { taken: await takeDown(counter, null, { ...place, blobs, records: [{ type: 'crosscheck.keys', body: list }] }), key }
}

describe('what another branch lends on is known here without a line', () => {
  it('once the list came with the answers: house and person by any spelling, how far, and never whose; on record once', async () => {
    const { counter, headOffice } = branch
    const { application } = walk.entry
    const house = application.house as NonNullable<typeof application.house>
    const form = { borrower: { idNumber: wide(application.borrower.idNumber), name: '任意' }, house: { ...house, unitNo: house.unitNo.toLowerCase() } }
    const { caseId } = expectOk(await openCase(counter, walk.staff.teller, { productCode: 'IND-BIZ-CREDIT', body: form }))
    const look = () => casesElsewhere(counter, walk.staff.teller, { caseId: caseId as CaseId, body: form, action: 'intake.check' })
    expect(await look()).toEqual({ list: null, found: [] })

    const other = await OtherBranch.enrol(headOffice, 'BR0002')
    const applicant = { ...sealedBody.applicant, idNumber: application.borrower.idNumber }
    const collateral = [{ kind: 'REAL_ESTATE', key: house.unitNo || house.titleNo }]
    await other.seal([caseRecord({ schema: 2, body: { ...sealedBody, applicant, caseVersion: 1, collateral } })])
    expectOk(await headOffice.importBatches(other.outbox))
    await issueCrossLists(headOffice.office, [counter.branch.code])
    await exchange(branch)

    const seen = await look()
    expect(seen.list).toMatchObject({ entries: 2, old: false, readable: true })
    expect(seen.found).toEqual([
      { path: 'borrower.idNumber', kind: 'APPLICANT', caseClass: 'LENT' },
      { path: house.unitNo ? 'house.unitNo' : 'house.titleNo', kind: 'COLLATERAL', caseClass: 'LENT' },
    ])
    await look()
    expect((await notes(caseId)).map(({ action, subject }) => `${action} ${subject.slice(0, -11)}`)).toEqual([
      'intake.check APPLICANT LENT',
      'intake.check COLLATERAL LENT',
    ])
    // The case that was submitted shows it too, and goes on all the same.
    expect((await elsewhereOfCase(counter, walk.staff.firstManager, walk.caseId)).found).toHaveLength(2)
    await walkTo(walk, 'accept')
  })

  it('and nothing of it stands readable in the database', async () => {
    const rows = await branch.counter.database.read((reader) =>
      reader.all<{ sealed: Uint8Array }>(
        'SELECT sealed_entries AS sealed FROM cross_list_page UNION ALL SELECT sealed_key FROM cross_list UNION ALL SELECT mark FROM cross_warning',
      ),
    )
    expect(rows.length).toBeGreaterThan(3)
    for (const { sealed } of rows) expect(Buffer.from(sealed).toString('latin1')).not.toMatch(/HOXK|key|APPLICANT|\d{17}/)
  })
})

describe('a list', () => {
  const person = '110199199003070033'
  const ask = () => {
    const { counter } = branch
    return casesElsewhere(counter, walk.staff.teller, { caseId: walk.caseId, body: { guarantors: [{ idNumber: person }] }, action: 'intake.check' })
  }
  it('takes the place of the one before, and is called old after thirty days', async () => {
    const today = branch.counter.clock.calendarDate()
    expectOk((await bringList(today, [person, '110199199003070017'])).taken)
    expect(await ask()).toMatchObject({
      list: { entries: 2, old: false },
      found: [{ path: 'guarantors.0.idNumber', kind: 'APPLICANT', caseClass: 'APPROVED' }],
    })
    expectOk((await bringList(dateOnly('2026-01-01'), [])).taken)
    expect(await ask()).toEqual({ list: { madeOn: '2026-01-01', entries: 0, old: true, readable: true }, found: [] })
  })

  it('that is not what its record says is not taken, nor anything of its batch', async () => {
    const before = await branch.counter.database.read(keptList)
    const bad = { ok: false, error: { code: 'BATCH_CONTENT_BAD' } }
    expect((await bringList(dateOnly('2026-11-23'), [person], { count: 2 })).taken).toMatchObject(bad)
    expect((await bringList(dateOnly('2026-11-23'), [person], { bytes: Buffer.from('HOXK') })).taken).toMatchObject(bad)
    expect(await branch.counter.database.read(keptList)).toEqual(before)
  })

  it('that somebody altered in the database is not taken for one that lists nothing', async () => {
    const { counter } = branch
    expectOk((await bringList(dateOnly('2026-11-23'), [person])).taken)
    await counter.database.write(async (tx) => ok(await tx.run('DELETE FROM cross_list_page')))
    expect(await ask()).toMatchObject({ list: { readable: false }, found: [] })
  })

  it('an older release parked, without its file, is let go: a later one says it again', async () => {
    const { counter } = branch
    const before = await counter.database.read(keptList)
    const list = { madeOn: '2026-11-23', keyId: '0'.repeat(16), key: newListKey().secret, count: 0, file: { sha256: 'a'.repeat(64), bytes: 32 } }
    const line = JSON.stringify({ type: 'crosscheck.keys', schema: 1, id: '00000000-0000-8000-8000-000000000001', rev: 1, body: list, blobs: [] })
    const place = { epoch: 1, seq: 1, lineNo: 900, type: 'crosscheck.keys', schema: 1 }
    await counter.database.write(async (tx) => ok(await downBatches(tx, counter.vault).park({ ...place, line })))
    expect(await rereadParked(counter)).toBe(1)
    expect(await counter.database.read((reader) => parkedLines(reader, counter.vault))).toEqual([])
    expect(await counter.database.read(keptList)).toEqual(before)
  })
})
