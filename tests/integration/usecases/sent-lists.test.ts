import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { regionNames } from '../../../core/intake/region-table.ts'
import { addDays, dateOnly } from '../../../core/kernel/calendar.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { knownUntil } from '../../../core/product/work-calendar.ts'
import { findRegion } from '../../../electron/usecases/intake/read-identity.ts'
import { withdrawCase } from '../../../electron/usecases/intake/submit-application.ts'
import { closeDay, openDay } from '../../../electron/usecases/people/business-day.ts'
import { packImpact } from '../../../electron/usecases/sync/pack-impact.ts'
import { packAt, sendPack } from './publish.ts'
import { openWholeBank, type WholeBank } from './test-branch.ts'
import { attempt, startSmall, stateOf, versionOf, type Walk, walkBefore, walkTo } from './walk.ts'

let branch: WholeBank
beforeAll(async () => {
  branch = await openWholeBank()
})
afterAll(() => branch.remove())

const small = (): Promise<Walk> => startSmall(branch)

describe('a risk list that head office publishes', () => {
  const entry = (walk: Walk, until: string | null = null): string => {
    const { name, idNumber } = walk.entry.application.borrower
    return JSON.stringify({ list: 'FRAUD', key: idNumber.toLowerCase(), name, reason: '伪造流水', until })
  }
  const file = (lines: readonly string[]) => [{ name: 'bank.ndjson', text: `${lines.join('\n')}\n` }]
  const other = JSON.stringify({ list: 'FRAUD', key: '110199199001010000', name: '某人', reason: '伪造流水', until: null })

  it('stops a person on it in every case whose money is not out, from the form to the payment, and a case can still be given up', async () => {
    const [form, deciding, signing] = [await small(), await small(), await small()]
    await walkBefore(form, 'submit')
    await walkTo(deciding, 'review')
    await walkTo(signing, 'drawUp')
    await walkBefore(signing, 'sign')
    const { staff, counter } = branch
    expect(await sendPack(branch, 'RISK_LISTS', 1, branch.cases.businessDate, file([other, entry(form)]))).toMatchObject({ state: 'IN_FORCE' })

    expect(await attempt(form, 'submit', staff.teller)).toMatchObject({
      ok: false,
      error: { code: 'FIELD_INVALID', details: { field: 'borrower.idNumber', reason: 'RISK_LISTED', list: 'FRAUD' } },
    })
    const stopped = { ok: false, error: { code: 'RISK_LISTED', details: { field: 'borrower.idNumber', list: 'FRAUD' } } }
    expect(await attempt(deciding, 'decide', staff.manager)).toMatchObject(stopped)
    expect(await attempt(signing, 'sign', staff.officer)).toMatchObject(stopped)
    const listed = (await packImpact(counter)).filter(({ why }) => why.some(({ what }) => what === 'LISTED'))
    expect(listed.map(({ caseId }) => caseId).toSorted()).toEqual([deciding.caseId, signing.caseId].toSorted())
    expect(listed[0]?.why).toEqual([{ what: 'LISTED', item: 'B', before: null, after: 'FRAUD' }])
    expectOk(await withdrawCase(counter, staff.teller, { ...(await versionOf(deciding)), reason: '名单' }))
  })

  it('names nobody in the files of the branch', async () => {
    const kept = await branch.counter.database.read((reader) => reader.all<{ bytes: Uint8Array }>("SELECT bytes FROM reference_file WHERE kind = 'RISK_LISTS'"))
    expect(kept).toHaveLength(1)
    expect(Buffer.from(kept[0]?.bytes ?? []).toString('utf8')).not.toContain('110199199001010000')
  })

  it('that leaves the person out, or lets the entry end, opens the way again', async () => {
    const walk = await small()
    await walkTo(walk, 'review').catch(() => undefined)
    expect(await stateOf(walk)).toBe('DRAFT')
    await sendPack(branch, 'RISK_LISTS', 2, branch.cases.businessDate, file([other, entry(walk, '2020-01-01')]))
    await walkTo(walk, 'decide')
    expect(await stateOf(walk)).toBe('APPROVAL')
  })
})

describe('a list prepared before another, whose day comes after it', () => {
  it('does not take the place of the one head office made later', async () => {
    const fresh = await openWholeBank()
    const { counter, staff } = fresh
    const person = (n: string) => [
      { name: 'bank.ndjson', text: `${JSON.stringify({ list: 'FRAUD', key: `11019919900101${n}`, name: '某人', reason: '伪造流水', until: null })}\n` },
    ]
    const tomorrow = addDays(fresh.cases.businessDate, 1)
    try {
      expect(await sendPack(fresh, 'RISK_LISTS', 1, tomorrow, person('0001'))).toMatchObject({ state: 'WAITING' })
      expect(await sendPack(fresh, 'RISK_LISTS', 2, fresh.cases.businessDate, person('0002'))).toMatchObject({ state: 'IN_FORCE' })
      expectOk(await closeDay(counter, staff.manager))
      fresh.setDate(tomorrow)
      expectOk(await openDay(counter, staff.manager, tomorrow))
      expect([await packAt(fresh, 'RISK_LISTS', 1), await packAt(fresh, 'RISK_LISTS', 2)]).toMatchObject([{ state: 'REPLACED' }, { state: 'IN_FORCE' }])
      expect([...counter.packs.riskLists.keys()]).toEqual([expect.stringContaining('0002')])
    } finally {
      await fresh.remove()
    }
  })
})

describe('a calendar that head office publishes', () => {
  const year = (days: { readonly holidays: string[]; readonly workdays?: string[] }, of = 2026) => [
    { name: `${of}.json`, text: JSON.stringify({ year: of, workdays: [], ...days }) },
  ]
  const dueOn = async (walk: Walk): Promise<string | null> => {
    const row = await branch.counter.database.read((reader) => reader.get<{ due_on: string }>('SELECT due_on FROM loan_case WHERE id = ?', [walk.caseId]))
    return row?.due_on ?? null
  }

  it('moves the next due date past the new holiday; one that was set stays', async () => {
    const before = await small()
    await walkTo(before, 'submit')
    const set = await dueOn(before)
    const holiday = set ?? ''
    expect(await sendPack(branch, 'CALENDAR', 1, branch.cases.businessDate, year({ holidays: [holiday] }))).toMatchObject({ state: 'IN_FORCE' })
    const after = await small()
    await walkTo(after, 'submit')
    expect(await dueOn(after)).toBe(addDays(dateOnly(holiday), 1))
    expect(await dueOn(before)).toBe(set)
  })

  it('that leaves out the year between is refused, and the days before stay', async () => {
    const refused = await sendPack(branch, 'CALENDAR', 2, branch.cases.businessDate, year({ holidays: ['2028-01-03'] }, 2028))
    expect(refused).toMatchObject({ state: 'REFUSED', reason: 'DATA_FILE_INVALID CALENDAR 1  years follow each other' })
    expect(knownUntil(branch.counter.reference.calendar)).toBe('2026-12-31')
    const next = [...year({ holidays: ['2027-01-01'] }, 2027), ...year({ holidays: [] })]
    expect(await sendPack(branch, 'CALENDAR', 3, branch.cases.businessDate, next)).toMatchObject({ state: 'IN_FORCE' })
    expect(knownUntil(branch.counter.reference.calendar)).toBe('2027-12-31')
  })
})

describe('regions that head office publishes', () => {
  const file = (regions: readonly object[]) => [{ name: 'regions.json', text: JSON.stringify({ regions }) }]
  const found = async (text: string) => expectOk(await findRegion(branch.counter, branch.staff.teller, { text })).regions

  it('are found from their day on, and a code they withdraw is shown with what took its place', async () => {
    expect(await found('和康县')).toEqual([])
    const published = [
      { code: '653228', name: '和康县' },
      { code: '653223', name: '皮山县', lastSeen: '202412', successor: '653228' },
    ]
    expect(await sendPack(branch, 'REGIONS', 1, branch.cases.businessDate, file(published))).toMatchObject({ state: 'IN_FORCE' })
    expect(await found('和康县')).toMatchObject([{ code: '653228', county: '和康县', lastSeen: null }])
    expect(regionNames(branch.counter.reference.regions, '653223')).toMatchObject({ lastSeen: '202412', successor: { code: '653228', name: '和康县' } })
  })

  it('that name a successor nobody knows are refused, and those before stay', async () => {
    const strange = [{ code: '110104', name: '宣武区', lastSeen: '201006', successor: '110999' }]
    const refused = await sendPack(branch, 'REGIONS', 2, branch.cases.businessDate, file(strange))
    expect(refused).toMatchObject({ state: 'REFUSED', reason: expect.stringContaining('110104') })
    expect(await found('和康县')).toHaveLength(1)
  })
})
