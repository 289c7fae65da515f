import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { type DemoOffice, serveDemoOffice } from '../../../scripts/demo/office.ts'
import { StepFailed } from '../../../scripts/demo/step.ts'
import { newFolder, removeFolders } from '../batch/counter.ts'

const Opened = z.object({ ref: z.string(), effectiveFrom: z.string(), title: z.string(), note: z.string(), files: z.array(z.object({ text: z.string() })) })
const CALENDAR = { name: 'calendar.json', text: JSON.stringify({ year: 2026, holidays: ['2026-10-01'], workdays: [] }) }
const tried = (step: Promise<unknown>): Promise<string> =>
  step.then(
    () => 'done',
    (error: unknown) => (error instanceof StepFailed ? error.refusal.code : String(error)),
  )
let office: DemoOffice
beforeAll(async () => {
  office = await serveDemoOffice(newFolder(), '测试')
})
afterAll(async () => {
  await office.close()
  removeFolders()
})

it('who publishes or discards a draft does so with what he opened: saved again meanwhile, under the same version, it stays a draft', async () => {
  const [first, second] = office.officers
  const page = '/packs/LPR/1'
  const saves = async (oneYear: number, more: object = {}): Promise<void> => {
    const file = { name: 'lpr.yaml', text: `lpr:\n  - { publishedOn: "2026-10-20", oneYear: ${oneYear}, fiveYear: 35000 }\n` }
    await first.post('/packs', { kind: 'LPR', version: 1, effectiveFrom: '2026-12-01', title: 'LPR', note: '十月报价', files: [file], ...more })
  }
  const opens = () => second.get(Opened, page)
  const does = (step: object): Promise<string> => tried(second.post(page, step))
  const publishes = (ref: string): Promise<string> => does({ step: 'publish', ref, password: second.password })
  await saves(30000)
  const seen = await opens()
  expect(seen).toMatchObject({ effectiveFrom: '2026-12-01', title: 'LPR', note: '十月报价' })
  await saves(90000)
  expect(await publishes(seen.ref)).toBe('PACK_CHANGED')
  expect(await does({ step: 'discard', ref: seen.ref })).toBe('PACK_CHANGED')
  expect(await does({ step: 'publish', password: second.password }), 'names nothing').toBe('MESSAGE_INVALID')
  expect(await office.headOffice.query('select state from pack')).toEqual([{ state: 'draft' }])
  const higher = await opens()
  // Also where nothing but the day changes.
  await saves(90000, { effectiveFrom: '2027-01-01' })
  expect(await publishes(higher.ref)).toBe('PACK_CHANGED')
  const now = await opens()
  expect(now.files[0]?.text).toContain('90000')
  expect(await publishes(now.ref)).toBe('done')
  expect(await office.headOffice.query('select state, effective_from, published_by from pack')).toEqual([
    { state: 'published', effective_from: '2027-01-01', published_by: 'zhao' },
  ])
})

it('a draft stands until its own editor corrects it or somebody discards it: another person’s of the same number does not take its place', async () => {
  const [first, second] = office.officers
  const saves = async (desk: typeof first, version: number, title: string): Promise<string> =>
    await tried(desk.post('/packs', { kind: 'CALENDAR', version, effectiveFrom: '2026-12-01', title, note: '', files: [CALENDAR] }))
  const opens = (version: number) => second.get(Opened, `/packs/CALENDAR/${version}`)
  expect(await saves(first, 1, '林的')).toBe('done')
  expect(await saves(second, 1, '赵的')).toBe('PACK_DRAFT_STANDS')
  expect(await opens(1)).toMatchObject({ title: '林的' })
  expect(await saves(first, 1, '林改正的')).toBe('done')
  const { ref } = await opens(1)
  await second.post('/packs/CALENDAR/1', { step: 'discard', ref })
  expect(await saves(second, 1, '赵的')).toBe('done')
})

it('a draft is not published once a newer version is: no branch would ever get it', async () => {
  const [first, second] = office.officers
  for (const version of [5, 6])
    await first.post('/packs', { kind: 'CALENDAR', version, effectiveFrom: '2026-12-01', title: '假日', note: '', files: [CALENDAR] })
  const publishes = async (version: number): Promise<string> => {
    const { ref } = await second.get(Opened, `/packs/CALENDAR/${version}`)
    return await tried(second.post(`/packs/CALENDAR/${version}`, { step: 'publish', ref, password: second.password }))
  }
  expect(await publishes(6)).toBe('done')
  expect(await publishes(5)).toBe('PACK_NOT_NEWER')
  expect(await office.headOffice.query("select version from pack where kind = 'CALENDAR' and state = 'published'")).toEqual([{ version: 6 }])
})
