import { expect, it } from 'vitest'
import { listedIn, type RiskEntry, riskListsOf } from '../../../core/intake/risk-list.ts'
import { dateOnly } from '../../../core/kernel/calendar.ts'
import { consumer, parsed, today, trader } from '../../fixtures/applications.ts'

const on = (key: string, until: RiskEntry['until'] = null): RiskEntry => ({ list: 'FRAUD', key, name: '某人', reason: '伪造流水', until })
const hits = (entries: readonly RiskEntry[], application = parsed(consumer()), day = today) => listedIn(riskListsOf(entries), application, day)

it('finds whoever of an application is on a list, by the number however it is written', () => {
  const { borrower, spouse } = parsed(consumer())
  expect(hits([on('110199199001010000')])).toEqual([])
  const written = `${borrower.idNumber.slice(0, 6)} ${borrower.idNumber.slice(6).toLowerCase()}`
  expect(hits([on(written)])).toEqual([{ party: 'B', path: 'borrower.idNumber', list: 'FRAUD' }])
  expect(hits([on(spouse?.idNumber ?? '')])).toMatchObject([
    { party: 'SP', path: 'spouse.idNumber' },
    { party: 'CO1', path: 'house.coOwners.0.idNumber' },
  ])
  const shop = parsed(trader())
  expect(hits([on(shop.business?.uscc ?? '')], shop)).toMatchObject([{ party: 'B', path: 'business.uscc' }])
})

it('holds an entry to its last day and not a day longer', () => {
  const { borrower } = parsed(consumer())
  const entries = [on(borrower.idNumber, dateOnly('2026-11-30'))]
  expect(hits(entries, parsed(consumer()), dateOnly('2026-11-30'))).toHaveLength(1)
  expect(hits(entries, parsed(consumer()), dateOnly('2026-12-01'))).toEqual([])
})
