import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { expectOk } from '../../../core/kernel/result.ts'
import { ConsoleDesk } from '../../../scripts/demo/console-desk.ts'
import { type DemoOffice, randomPassword, serveDemoOffice } from '../../../scripts/demo/office.ts'
import { StepFailed } from '../../../scripts/demo/step.ts'
import { body, Counter, caseRecord, newFolder, removeFolders } from '../batch/counter.ts'

const Shown = z.object({ text: z.string(), bytes: z.number(), cut: z.boolean() })
const Entries = z.object({ entries: z.array(z.object({ branch: z.string(), envelope: z.string(), line: z.number(), hasRecord: z.boolean() })) })

let office: DemoOffice
let operator: ConsoleDesk
let place: { branch: string; envelope: string; line: number }
beforeAll(async () => {
  office = await serveDemoOffice(newFolder(), '测试')
  const given = randomPassword()
  await office.administrator.post('/users', { userId: 'operator', name: '运行', roles: ['OPERATOR'], password: given })
  operator = new ConsoleDesk(office.url)
  await operator.begin('/sign-in', { userId: 'operator', password: given })
  await operator.post('/password', { current: given, next: randomPassword() })
  const branch = await Counter.enrol(office.headOffice)
  await branch.seal([caseRecord(), caseRecord({ body: { ...body, amountFen: '1e9' } })])
  expectOk(await office.headOffice.importBatches(branch.outbox))
  const [entry] = (await operator.get(Entries, '/quarantine')).entries
  if (!entry) throw new Error('nothing is quarantined')
  expect(entry).toMatchObject({ branch: 'BR0001', line: 2, hasRecord: true })
  place = { branch: entry.branch, envelope: entry.envelope, line: entry.line }
})
afterAll(async () => {
  await office.close()
  removeFolders()
})
const look = async (whole: boolean, of = place, desk = operator): Promise<z.output<typeof Shown>> =>
  Shown.parse(await desk.post('/quarantine/record', { ...of, whole }))
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof StepFailed ? error.refusal.code : String(error)),
  )
const looks = () => office.headOffice.query<{ who: string; note: string }>(`select who, note from audit where act = 'quarantine.view' order by n`)

describe('a record in quarantine', () => {
  it('is shown to the operator masked, with the case and the field that is wrong', async () => {
    const { text, cut } = await look(false)
    expect(text).toContain('"amountFen": "1e9"')
    expect(text).toContain(body.applicationNo)
    expect(text).not.toContain(body.applicant.name)
    expect(text).not.toContain(body.applicant.idNumber)
    expect(cut).toBe(false)
  })

  it('is opened whole on purpose; either look is on the audit log, which says which', async () => {
    const before = (await looks()).length
    const { text } = await look(true)
    expect(text).toContain(body.applicant.name)
    expect(text).toContain(body.applicant.idNumber)
    await look(false)
    expect((await looks()).slice(before)).toEqual([
      { who: 'operator', note: 'WHOLE' },
      { who: 'operator', note: 'MASKED' },
    ])
  })

  it('is shown to nobody else, and no other place opens it', async () => {
    const before = await looks()
    for (const desk of [office.administrator, office.officers[0]]) expect(await codeOf(look(false, place, desk))).toBe('ROLE_MISSING')
    expect(await codeOf(look(true, { ...place, line: 1 }))).toBe('QUARANTINE_NOT_FOUND')
    expect(await codeOf(look(true, { ...place, branch: 'BR0002' }))).toBe('QUARANTINE_NOT_FOUND')
    expect(await looks()).toEqual(before)
    expect(await office.headOffice.verify()).toMatchObject({ damaged: [], projectionMatches: true })
  })
})
