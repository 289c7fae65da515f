import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { type DemoOffice, serveDemoOffice } from '../../../scripts/demo/office.ts'
import { newFolder, removeFolders } from '../batch/counter.ts'

let office: DemoOffice
beforeAll(async () => {
  office = await serveDemoOffice(newFolder(), '测试')
})
afterAll(async () => {
  await office.close()
  removeFolders()
})

it('who signs in is told after how long without a call the session ends', async () => {
  expect(await office.administrator.get(z.looseObject({}), '/session')).toMatchObject({ idleSeconds: 900 })
})

it('a draft of a pack comes with what its editor noted', async () => {
  const [editor] = office.officers
  const files = [{ name: 'lpr.yaml', text: 'lpr:\n  - { publishedOn: "2026-10-20", oneYear: 30000, fiveYear: 35000 }\n' }]
  await editor.post('/packs', { kind: 'LPR', version: 1, effectiveFrom: '2026-12-01', title: 'LPR', note: '按人民银行公告录入', files })
  expect(await editor.get(z.looseObject({}), '/packs/LPR/1')).toMatchObject({ state: 'draft', note: '按人民银行公告录入' })
})
