import { describe, expect, it } from 'vitest'
import type { ApplicationInput } from '../../../core/intake/application.ts'
import { checkApplication, type ProductLimits } from '../../../core/intake/check-application.ts'
import { consumer, consumerMortgage, parsed, today, trader, traderCredit } from '../../fixtures/applications.ts'

type Change = (input: ApplicationInput) => void

function found(input: ApplicationInput, product: ProductLimits, change: Change): string[] {
  change(input)
  return checkApplication(parsed(input), { today, product }).map(({ level, path, code }) => `${level} ${path} ${code}`)
}
const ofConsumer = (change: Change): string[] => found(consumer(), consumerMortgage, change)
const ofTrader = (change: Change): string[] => found(trader(), traderCredit, change)
const business = (input: ApplicationInput): NonNullable<ApplicationInput['business']> => input.business ?? expect.fail('no business')
const house = (input: ApplicationInput): NonNullable<ApplicationInput['house']> => input.house ?? expect.fail('no house')

describe('the business of a sole trader', () => {
  it.each<[string, Change, string[]]>([
    [
      'none',
      (a) => {
        a.business = null
      },
      ['STOP business BUSINESS_MISSING'],
    ],
    [
      'a wrong check character',
      (a) => {
        business(a).uscc = '92330199MA2ABCD3X0'
      },
      ['STOP business.uscc USCC_CHECK'],
    ],
    [
      'a wrong organisation code',
      (a) => {
        business(a).uscc = '92330199MA2ABCD31Q'
      },
      ['STOP business.uscc USCC_ORG_CHECK'],
    ],
    [
      'the code of a company',
      (a) => {
        business(a).uscc = '91310199MADEMU881L'
      },
      ['STOP business.uscc USCC_NOT_SOLE_TRADER'],
    ],
    [
      'registered tomorrow',
      (a) => {
        business(a).registeredOn = '2026-11-24'
      },
      ['STOP business.registeredOn DATE_IN_FUTURE'],
    ],
    [
      'leased without an end',
      (a) => {
        business(a).leaseEndsOn = null
      },
      ['STOP business.leaseEndsOn LEASE_END_MISSING'],
    ],
    [
      'a lease that has ended',
      (a) => {
        business(a).leaseEndsOn = '2026-11-22'
      },
      ['WARN business.leaseEndsOn LEASE_ENDED'],
    ],
  ])('%s', (_, change, issues) => expect(ofTrader(change)).toEqual(issues))
})

describe('the house', () => {
  it.each<[string, Change, string[]]>([
    [
      'missing',
      (a) => {
        a.house = null
      },
      ['STOP house HOUSE_MISSING'],
    ],
    [
      'a short serial',
      (a) => {
        house(a).titleNo = '京（2024）测试区不动产权第000001号'
      },
      ['STOP house.titleNo TITLE_FORMAT'],
    ],
    [
      'an old certificate',
      (a) => {
        house(a).titleNo = '京房权证测字第012345号'
      },
      ['WARN house.titleNo TITLE_OLD_STYLE'],
    ],
    [
      'a certificate of next year',
      (a) => {
        house(a).titleNo = '京（2027）测试区不动产权第0000001号'
      },
      ['STOP house.titleNo TITLE_IN_FUTURE'],
    ],
    [
      'a short unit number',
      (a) => {
        house(a).unitNo = '110199001002GB00001F0001000'
      },
      ['STOP house.unitNo UNIT_FORMAT'],
    ],
    [
      'land without a building',
      (a) => {
        house(a).unitNo = '440399005006GB00123W00000000'
      },
      ['WARN house.unitNo UNIT_NOT_A_BUILDING'],
    ],
    [
      'joint without co-owners',
      (a) => {
        house(a).coOwners = []
      },
      ['STOP house.coOwners COOWNERS_MISSING'],
    ],
    [
      'sole with co-owners',
      (a) => {
        house(a).ownership = 'SOLE'
      },
      ['STOP house.coOwners COOWNERS_NOT_EXPECTED'],
    ],
    [
      'a co-owner with a wrong phone',
      (a) => {
        for (const owner of house(a).coOwners) owner.phone = '1380013800'
      },
      ['STOP house.coOwners.0.phone PHONE_FORMAT'],
    ],
    [
      'a co-owner named twice',
      (a) => {
        house(a).coOwners.push(...house(a).coOwners)
      },
      ['STOP house.coOwners.1.idNumber SAME_PERSON'],
    ],
  ])('%s', (_, change, issues) => expect(ofConsumer(change)).toEqual(issues))
  it('has no place in a loan on credit', () =>
    expect(
      ofTrader((a) => {
        a.house = consumer().house
      }),
    ).toEqual(['STOP house HOUSE_NOT_EXPECTED']))
})
