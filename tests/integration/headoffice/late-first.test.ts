import { afterAll, describe, expect, it } from 'vitest'
import { NO_PREVIOUS } from '../../../core/batch/limits.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { openHeadOffice } from '../../../headoffice/head-office.ts'
import { body, Counter, caseRecord, NOW, newFolder, removeFolders } from '../batch/counter.ts'
import { readReceipts } from '../batch/read-receipts.ts'
import { ENGINES, officeOn, stopPostgres } from './engines.ts'

afterAll(async () => {
  await stopPostgres()
  removeFolders()
})

describe.each(ENGINES)('six full batches whose first comes last, on %s', (engine) => {
  it('are all answered: each record is told as complete once, and the office opens again', async () => {
    const { office, folder, databaseUrl } = await officeOn(engine)
    const counter = await Counter.enrol(office)
    const sticks: string[] = []
    for (let n = 0; n < 6; n++) {
      const stick = newFolder()
      await counter.seal(
        Array.from({ length: 500 }, (_, one) => caseRecord({ body: { ...body, applicant: { ...body.applicant, idNumber: `P${n}-${one}` } } })),
        [],
        stick,
      )
      sticks.push(stick)
    }
    for (const stick of sticks.slice(1)) expect(expectOk(await office.importBatches(stick)).batches).toMatchObject([{ outcome: { state: 'waiting' } }])
    const back = newFolder()
    expect(expectOk(await office.importBatches(sticks[0] ?? '', { receiptsTo: back })).batches).toMatchObject([{ outcome: { state: 'applied' } }])
    expect(office.troubles).toEqual([])
    const down = { appliedSeq: 0, head: NO_PREVIOUS }
    const read = expectOk(await readReceipts({ folder: back, keys: counter.keys, enrolment: counter.enrolment, down }))
    const receipts = read.flatMap((batch) => batch.receipts)
    expect(receipts.map(({ seq, results, complete }) => [seq, results.length, complete.length])).toEqual(Array.from({ length: 6 }, (_, n) => [n + 1, 500, 500]))
    expect(new Set(receipts.flatMap(({ complete }) => complete.map(({ id }) => id))).size).toBe(3000)
    expect(await office.query('select told, count(*) as n from completion group by told')).toEqual([{ told: 1, n: 3000 }])
    const hash = await office.projectionHash()
    await office.close()
    const again = expectOk(await openHeadOffice(folder, () => NOW, databaseUrl ? { databaseUrl } : {}))
    expect(again.troubles).toEqual([])
    expect(await again.rebuild()).toEqual({ before: hash, after: hash })
    await again.close()
  })
})
