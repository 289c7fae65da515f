import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { expectOk } from '../../../core/kernel/result.ts'
import { volumes } from '../../../headoffice/console-api/volumes.ts'
import { type DemoOffice, serveDemoOffice } from '../../../scripts/demo/office.ts'
import { Counter, caseRecord, newFolder, removeFolders } from '../batch/counter.ts'

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

it('a draft of a pack comes with what its editor noted', async () => {
  const [editor] = office.officers
  const files = [{ name: 'lpr.yaml', text: 'lpr:\n  - { publishedOn: "2026-10-20", oneYear: 30000, fiveYear: 35000 }\n' }]
  await editor.post('/packs', { kind: 'LPR', version: 1, effectiveFrom: '2026-12-01', title: 'LPR', note: '按人民银行公告录入', files })
  expect(await editor.get(z.looseObject({}), '/packs/LPR/1')).toMatchObject({ state: 'draft', note: '按人民银行公告录入' })
})
