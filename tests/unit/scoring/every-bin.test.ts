import { describe, expect, it } from 'vitest'
import type { Scorecard } from '../../../core/product/scorecard.ts'
import { businessCard, personCard } from './load-data.ts'

/** The points of each row as domain 6.2 and 6.3 print them, written again by hand; HARD refuses. */
const PERSON = {
  AGE: '-17:HARD 18-22:4 23-27:6 28-50:8 51-60:6 61-65:3 66-:HARD',
  RESIDENCE: 'OWN:9 MORTGAGED:8 FAMILY:6 RENT_LONG:5 RENT_SHORT:3',
  MONTHS_IN_CITY: '-11:1 12-35:3 36-59:5 60-:6',
  MARITAL: 'MARRIED:5 SINGLE,DIVORCED,WIDOWED:3',
  MONTHS_IN_JOB: '-5:0 6-11:3 12-35:5 36-59:8 60-:10',
  INCOME_VOLATILITY: '-15:10 16-30:7 31-50:4 51-:1',
  DTI: '-3000:14 3001-4000:11 4001-5000:7 5001-5500:3 5501-:HARD',
  DEPOSIT_RATIO: '-0:0 1-999:2 1000-1999:4 2000-4999:6 5000-:8',
  SOCIAL_INSURANCE: '-0:0 1-5:2 6-11:4 12-23:6 24-:8',
  ENQUIRIES: '-1:6 2-3:4 4-5:1 6-:0',
  SECURITY: 'MORTGAGE_RE,PLEDGE:10 GOVERNMENT_GUARANTEE:8 GUARANTOR:6 CREDIT:3',
  VISIT: 'CONSISTENT:6 MINOR:3 MAJOR:0',
}
const BUSINESS = {
  OPERATING_MONTHS: '-5:HARD 6-11:1 12-23:3 24-35:5 36-59:7 60-:9',
  INDUSTRY_MONTHS: '-35:1 36-59:3 60-95:5 96-:6',
  PREMISES: 'OWN:6 LEASE_LONG:4 LEASE_SHORT:2 NONE:0',
  TURNOVER_EVIDENCED: '-49:0 50-69:4 70-89:7 90-:9',
  TURNOVER_TREND: '--31:0 -30--11:1 -10--1:3 0-9:5 10-:6',
  NET_MARGIN: '-0:0 1-299:1 300-799:3 800-1499:5 1500-:6',
  DSCR: '-99:HARD 100-119:2 120-149:6 150-199:9 200-:12',
  DEBT_TO_ASSET: '-4000:8 4001-5500:6 5501-7000:3 7001-:0',
  TOP_CUSTOMER: '-30:4 31-50:3 51-70:1 71-:0',
  TAX_GRADE: 'A:7 B:6 M:4 C:1 NONE:2 D:HARD', // grade D is R10 of the hard rules (6.1)
  UTILITIES: 'NORMAL:5 MINOR:3 ARREARS:0',
  OWNER_CREDIT: 'CLEAN:6 NONE:4 MINOR_LATE:1',
  SECURITY: 'MORTGAGE_RE,PLEDGE:10 GOVERNMENT_GUARANTEE:8 GUARANTOR:6 CREDIT:3',
  VISIT: 'CONSISTENT:6 MINOR:3 MAJOR:0',
}

/** A card as the tables above write it. */
const printed = ({ characteristics }: Scorecard): Record<string, string> =>
  Object.fromEntries(
    characteristics.map(({ code, bins }) => [
      code,
      bins.map((bin) => `${'is' in bin ? bin.is.join() : `${bin.from ?? ''}-${bin.to ?? ''}`}:${bin.points ?? 'HARD'}`).join(' '),
    ]),
  )

describe('the card that scores', () => {
  it('a person gives the points of the rules, row by row and no row more', () => expect(printed(personCard())).toEqual(PERSON))
  it('a business gives the points of the rules, row by row and no row more', () => expect(printed(businessCard())).toEqual(BUSINESS))
})
