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
const spouse = (input: ApplicationInput): NonNullable<ApplicationInput['spouse']> => input.spouse ?? expect.fail('no spouse')

describe('a clean application', () => {
  it('of a consumer with a house has nothing against it', () => expect(ofConsumer(() => {})).toEqual([]))
  it('of a sole trader on credit has nothing against it', () => expect(ofTrader(() => {})).toEqual([]))
})

describe('the persons of an application', () => {
  it.each<[string, Change, string[]]>([
    [
      'a wrong check digit',
      (a) => {
        a.borrower.idNumber = '110199199003070011'
      },
      ['STOP borrower.idNumber ID_CHECK'],
    ],
    [
      'a number of 15 digits',
      (a) => {
        a.borrower.idNumber = '110199900307001'
      },
      ['STOP borrower.idNumber ID_15_DIGITS'],
    ],
    [
      'a permit number as resident ID',
      (a) => {
        a.borrower.idNumber = '810000188908151019'
      },
      ['STOP borrower.idNumber ID_KIND'],
    ],
    [
      'a private-use character in the name',
      (a) => {
        a.borrower.name = '张\uE81E'
      },
      ['STOP borrower.name NAME_PRIVATE_USE'],
    ],
    [
      'a private-use character in the address',
      (a) => {
        a.borrower.address = '某路\uE81E'
      },
      ['STOP borrower.address TEXT_CHARACTER'],
    ],
    [
      'an unused phone segment',
      (a) => {
        a.borrower.phone = '12800138000'
      },
      ['STOP borrower.phone PHONE_SEGMENT'],
    ],
    [
      'an expired card',
      (a) => {
        Object.assign(a.borrower, { idIssuedOn: '2006-11-22', idExpiresOn: '2016-11-22' })
      },
      ['STOP borrower.idExpiresOn ID_EXPIRED'],
    ],
    [
      'a 20-year card issued at 24',
      (a) => {
        Object.assign(a.borrower, { idIssuedOn: '2014-05-10', idExpiresOn: '2034-05-10' })
      },
      ['STOP borrower.idExpiresOn ID_VALIDITY_LENGTH'],
    ],
    [
      'a card issued tomorrow',
      (a) => {
        Object.assign(a.borrower, { idIssuedOn: '2026-11-24', idExpiresOn: '2046-11-24' })
      },
      ['STOP borrower.idIssuedOn ID_ISSUED_IN_FUTURE'],
    ],
    [
      'an unknown register region',
      (a) => {
        a.borrower.hukouCityCode = '9901'
      },
      ['WARN borrower.hukouCityCode HUKOU_REGION_UNKNOWN'],
    ],
    [
      'a tenant without a date',
      (a) => {
        a.borrower.residence = 'RENT'
      },
      ['STOP borrower.rentedSince RENTED_SINCE_MISSING'],
    ],
    [
      'a move in the future',
      (a) => {
        a.borrower.inCitySince = '2026-11-24'
      },
      ['STOP borrower.inCitySince DATE_IN_FUTURE'],
    ],
    [
      'a move before birth',
      (a) => {
        a.borrower.inCitySince = '1990-03-06'
      },
      ['STOP borrower.inCitySince DATE_BEFORE_BIRTH'],
    ],
    [
      'married without spouse',
      (a) => {
        a.spouse = null
      },
      ['STOP spouse SPOUSE_MISSING'],
    ],
    [
      'divorced with spouse',
      (a) => {
        a.borrower.maritalStatus = 'DIVORCED'
      },
      ['STOP spouse SPOUSE_NOT_EXPECTED'],
    ],
    [
      "a spouse with the borrower's phone",
      (a) => {
        spouse(a).phone = '+86 138 0013 8000'
      },
      ['WARN spouse.phone PHONE_SHARED'],
    ],
    [
      'no employment',
      (a) => {
        a.employment = null
      },
      ['STOP employment EMPLOYMENT_MISSING'],
    ],
    [
      'a business',
      (a) => {
        a.business = trader().business
      },
      ['STOP business BUSINESS_NOT_EXPECTED'],
    ],
  ])('of a consumer: %s', (_, change, issues) => expect(ofConsumer(change)).toEqual(issues))

  it('takes what began today: a move, a card, a job', () => {
    const change: Change = (a) => {
      Object.assign(a.borrower, { inCitySince: today, idIssuedOn: today, idExpiresOn: '2046-11-23' })
      Object.assign(a.employment ?? {}, { since: today })
    }
    expect(ofConsumer(change)).toEqual([])
  })
  it("refuses a spouse with the borrower's number, whatever else differs", () => {
    expect(
      ofConsumer((a) => {
        spouse(a).idNumber = '110199 19900307 0017'
      }),
    ).toContain('STOP spouse.idNumber SAME_PERSON')
  })
  it('refuses a borrower who comes of age tomorrow and takes one who does today', () => {
    const born = (idNumber: string): string[] =>
      ofTrader((a) => Object.assign(a.borrower, { idNumber, idIssuedOn: '2024-11-24', idExpiresOn: '2034-11-24', inCitySince: '2026-01-01' }))
    expect(born('110199200811240016')).toContain('STOP borrower.idNumber BORROWER_MINOR')
    expect(born('110199200811230010')).toEqual([])
  })
  it('only warns where a permit has an unusual length, or a foreign card is of 2017', () => {
    expect(
      ofTrader((a) => Object.assign(a.borrower, { idType: 'HMT_PERMIT', idNumber: '810000188908151019', idIssuedOn: '2024-01-01', idExpiresOn: '2034-01-01' })),
    ).toEqual(['WARN borrower.idExpiresOn ID_VALIDITY_LENGTH'])
    expect(ofTrader((a) => Object.assign(a.borrower, { name: 'JOHN SMITH', idType: 'FOREIGN_PR', idNumber: 'CAN110181080304' }))).toEqual([
      'WARN borrower.idNumber ID_CARD_OF_2017',
    ])
  })
})
