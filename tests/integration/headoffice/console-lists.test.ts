import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { expectOk } from '../../../core/kernel/result.ts'
import { volumes } from '../../../headoffice/console-api/volumes.ts'
import { type DemoOffice, serveDemoOffice } from '../../../scripts/demo/office.ts'
import { ESCALATED } from '../../fixtures/escalated.ts'
import { Counter, caseRecord, newFolder, removeFolders } from '../batch/counter.ts'
import { operatorsOf } from './operators.ts'

let office: DemoOffice
let branch: Counter
const head = () => office.headOffice.office.database
beforeAll(async () => {
  office = await serveDemoOffice(newFolder(), '测试')
  branch = await Counter.enrol(office.headOffice)
  await branch.seal([caseRecord({})])
  expectOk(await office.headOffice.importBatches(branch.outbox))
})
afterAll(async () => {
  await office.close()
  removeFolders()
})

it('who signs in is told after how long without a call the session ends', async () => {
  expect(await office.administrator.get(z.looseObject({}), '/session')).toMatchObject({ idleSeconds: 900 })
})

it('volumes are those of the last thirty days in China, today the last; a day without a batch counts nothing', async () => {
  await head().query(`update batch set received_at = '2026-11-01T16:30:00Z'`)
  const told = await volumes(office.headOffice, '2026-11-30T15:59:00Z')
  expect([told.length, told[0]?.day, told[29]?.day]).toEqual([30, '2026-11-01', '2026-11-30'])
  expect(told.filter(({ batches }) => batches > 0)).toEqual([{ day: '2026-11-02', batches: 1, records: 1, bytes: expect.any(Number) }])
  const later = await volumes(office.headOffice, '2026-12-01T16:00:00Z')
  expect([later[0]?.day, later.every(({ records }) => records === 0)]).toEqual(['2026-11-03', true])
})

it('a decided case says what was decided and by whom, also where one person decided alone', async () => {
  const record = caseRecord({ type: 'case.escalated', body: ESCALATED })
  await branch.seal([record])
  expectOk(await office.headOffice.importBatches(branch.outbox))
  const page = `/escalations/BR0001/${record.id}/1`
  const [officer] = office.officers
  const Shown = z.looseObject({ seen: z.string() })
  const before = await officer.get(Shown, page)
  expect(before).toMatchObject({ decision: null, decidedBy: null, decidedAt: null })
  const proposal = { outcome: 'APPROVED', amountFen: '20000000', annualRate: 43500, conditions: ['先办妥抵押登记'], reasonCodes: [], reason: '同意' }
  await officer.post(`${page}/decide`, { step: 'propose', seen: before.seen, proposal, password: officer.password })
  const after = await officer.get(Shown, page)
  const users = await office.administrator.get(z.object({ users: z.array(z.looseObject({ userId: z.string() })) }), '/users')
  expect(after).toMatchObject({ state: 'decided', decision: proposal, decidedAt: expect.any(String) })
  expect(users.users.map(({ userId }) => userId)).toContain(after.decidedBy)
})

const Listed = z.looseObject({ more: z.boolean() })
const Cases = Listed.extend({ cases: z.array(z.looseObject({ applicationNo: z.string() })) })

it('a list that is cut says so: cases found, what is quarantined, escalated cases', async () => {
  const [officer] = office.officers
  const [operator] = await operatorsOf(office, ['ruo'])
  const search = async () => Cases.parse(await officer.post('/search', { by: 'NUMBER', text: 'ZZ' }))
  const insert = (table: string, values: string, from: number, to: number): Promise<unknown> =>
    head().query(`insert into ${table} select ${values} from generate_series(${from}, ${to}) n`)
  const cases = `'BR0001', gen_random_uuid(), 1, 'ZZ' || lpad(n::text, 4, '0'), null, 'P', 'L', 'ACTIVE', 1, '2026-11-23', now()`
  await insert('case_head', cases, 1, 100)
  expect(await search()).toMatchObject({ more: false, cases: { length: 100 } })
  await insert('case_head', cases, 101, 101)
  expect(await search()).toMatchObject({ more: true, cases: { length: 100 } })

  const [taken] = await head().query<{ env_hash: string }>(`select env_hash from batch where dir = 'up'`)
  const whole = (hash: string): Promise<unknown> =>
    head().query(`insert into quarantine values ('BR0001', $1, 0, 'payload manifest', null, null, 'open', null, null)`, [hash])
  for (const hash of [taken?.env_hash ?? '', 'c'.repeat(64)]) await whole(hash)
  const { entries } = Listed.extend({ entries: z.array(z.looseObject({ applied: z.boolean() })) }).parse(await operator?.get(Listed, '/quarantine'))
  expect(
    entries.map(({ applied }) => applied),
    'whether the batch stands all the same',
  ).toEqual([true, false])
  await insert('quarantine', `'BR0001', repeat('b', 64), n, 'BODY_INVALID', null, null, 'open', null, null`, 1, 501)
  expect(await operator?.get(Listed, '/quarantine')).toMatchObject({ more: true, entries: { length: 500 } })

  const level = `'h', 'HEAD_OFFICE_DEPARTMENT'`
  const stamp = (column: string): string => `timestamptz '2026-11-01T00:00:00Z' + n * interval '1 minute'${column}`
  const decided = `'BR0001', gen_random_uuid(), 1, ${level}, 'decided', 1, 'D' || n, 'P', 1, ${stamp('')}, null, null, 'r', 1, ${stamp(" + interval '1 day'")}, '[]', 'lin', '[]'`
  const open = `'BR0001', gen_random_uuid(), 1, ${level}, 'open', 1, 'O' || n, 'P', 1, ${stamp('')}, null, null, null, null, null, '[]', null, '[]'`
  await head().query('delete from escalation')
  await insert('escalation', decided, 1, 500)
  await insert('escalation', open, 1, 2)
  const { cases: listed, more } = Cases.parse(await officer.get(Cases, '/escalations'))
  expect([more, listed.length, ...listed.slice(0, 4).map(({ applicationNo }) => applicationNo)]).toEqual([true, 500, 'O1', 'O2', 'D500', 'D499'])
})

it('a draft of a pack comes with what its editor noted', async () => {
  const [editor] = office.officers
  const files = [{ name: 'lpr.yaml', text: 'lpr:\n  - { publishedOn: "2026-10-20", oneYear: 30000, fiveYear: 35000 }\n' }]
  await editor.post('/packs', { kind: 'LPR', version: 1, effectiveFrom: '2026-12-01', title: 'LPR', note: '按人民银行公告录入', files })
  expect(await editor.get(z.looseObject({}), '/packs/LPR/1')).toMatchObject({ state: 'draft', note: '按人民银行公告录入' })
})
