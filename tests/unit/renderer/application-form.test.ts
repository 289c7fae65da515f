import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { Application, type ApplicationInput } from '../../../core/intake/application.ts'
import { type AboutProduct, applicationBody, applicationModel, startModel } from '../../../renderer/forms/application-body.ts'
import { SURVEY_SECTIONS } from '../../../renderer/forms/survey-form.ts'

const root = join(import.meta.dirname, '../../..')
const packs: readonly AboutProduct[] = readdirSync(join(root, 'templates/products'))
  .filter((name) => name.endsWith('.yaml') && !name.includes('.v'))
  .map((name) => parse(readFileSync(join(root, 'templates/products', name), 'utf8')) as AboutProduct)
const cases = (JSON.parse(readFileSync(join(root, 'scripts/demo/every-type.json'), 'utf8')) as { cases: { application: ApplicationInput }[] }).cases.map(
  ({ application }) => Application.parse(application),
)

const pick = <K extends keyof Application>(part: K): NonNullable<Application[K]> => {
  const found = cases.map((application) => application[part]).find((value) => (Array.isArray(value) ? value.length > 0 : value !== null))
  if (found === undefined || found === null) throw new Error(`no demonstration case has ${part}`)
  return found
}
const {
  maritalStatus: _status,
  hukouCityCode: _city,
  residenceProof: _proof,
  residence: _home,
  rentedSince: _rent,
  inCitySince: _in,
  ...person
} = pick('borrower')
const house: NonNullable<Application['house']> = { ...pick('house'), ownership: 'SHARED', coOwners: [person, { ...person, name: '共有乙', idExpiresOn: null }] }
const company = pick('guarantorCompanies')[0]
const guarantor = { ...person, maritalStatus: 'MARRIED' as const, spouse: person, monthlyIncomeFen: pick('employment').monthlyIncomeFen, relation: '兄弟' }

/** Everything the form can ask of a product, filled. */
function complete({ code, line, borrower, security }: AboutProduct): Application {
  const enterprise = borrower === 'ENTERPRISE'
  const real = security.startsWith('MORTGAGE') || security === 'PLEDGE'
  return Application.parse({
    ...cases[0],
    productCode: code,
    borrower: { ...pick('borrower'), maritalStatus: 'MARRIED', residence: 'RENT', rentedSince: '2020-01-01' },
    spouse: person,
    employment: line === 'IND_CONSUME' ? pick('employment') : null,
    business: line === 'IND_CONSUME' ? null : { ...pick('business'), premises: 'LEASE', leaseEndsOn: '2030-01-01' },
    enterprise: enterprise ? { ...pick('enterprise'), members: line === 'AGRI' ? 7 : null, controller: person } : null,
    farm: line === 'AGRI' ? pick('farm') : null,
    loan: { ...pick('loan'), paymentMode: 'ENTRUSTED', payee: { name: '供货方', account: '6222', bank: '示例银行', amountFen: 100 } },
    house: security === 'MORTGAGE_RE' ? house : null,
    vehicle: security === 'MORTGAGE_VEH' ? { ...pick('vehicle'), ownership: 'JOINT', coOwners: [person] } : null,
    pledge: security === 'PLEDGE' ? pick('pledge') : null,
    guarantors: security === 'CREDIT' ? [] : [guarantor, { ...guarantor, maritalStatus: 'SINGLE', spouse: null }],
    guarantorCompanies: security === 'CREDIT' ? [] : [company, company],
    collateralCompany: real ? company : null,
    agent: person,
    declarations: { ...pick('declarations'), agentPresent: true },
    note: '备注',
  })
}
const throughTheForm = (pack: AboutProduct, application: Application) => applicationBody({ ...startModel(pack), ...applicationModel(application) })

describe('the intake form', () => {
  it('knows five applicants with five securities each', () => expect(packs).toHaveLength(25))
  it.each(packs.map((pack) => [pack.code, pack] as const))('asks for everything a complete application of %s holds', (_code, pack) => {
    const application = complete(pack)
    expect(throughTheForm(pack, application)).toEqual(application)
  })
  it.each(cases.map((application) => [application.productCode, application] as const))(
    'takes in the demonstration case of %s unchanged',
    (code, application) => {
      const pack = packs.find((one) => one.code === code)
      expect(pack && throughTheForm(pack, application)).toEqual(application)
    },
  )
  it('takes a guarantor out of the application when his place is removed, and back with what was typed', () => {
    const pack = packs.find(({ code }) => code === 'SME-WC-GUARANTEE')
    if (!pack) throw new Error('no such product')
    const model = { ...startModel(pack), ...applicationModel(complete(pack)) }
    expect(applicationBody({ ...model, guarantors: '1' }).guarantors).toHaveLength(1)
    expect(applicationBody({ ...model, guarantors: '0' }).guarantors).toEqual([])
    expect(applicationBody({ ...model, guarantors: '2' })).toEqual(complete(pack))
  })
})

describe('the survey form', () => {
  const asked = (pack: AboutProduct): string[] => SURVEY_SECTIONS.filter((section) => section.showIf?.({ ...pack }) ?? true).map(({ id }) => id)
  it.each(packs.map((pack) => [pack.code, pack] as const))('asks of %s for a business and a value exactly where there is one', (_code, pack) => {
    expect(asked(pack).includes('business')).toBe(pack.line !== 'IND_CONSUME')
    expect(asked(pack).includes('valuation')).toBe(!['CREDIT', 'GUARANTEE'].includes(pack.security))
  })
})
