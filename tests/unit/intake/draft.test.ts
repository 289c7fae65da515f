import { describe, expect, it } from 'vitest'
import { checkDraft, sectionStates } from '../../../core/intake/draft.ts'
import { normaliseApplication } from '../../../core/intake/normalise-application.ts'
import { consumer, consumerMortgage, parsed, today, trader } from '../../fixtures/applications.ts'

const context = { today, product: consumerMortgage }

/** Sections of other applicant types and securities, which this form leaves out. */
const LATER_SECTIONS = Object.fromEntries(
  (['enterprise', 'farm', 'vehicle', 'pledge', 'guarantors', 'guarantorCompanies', 'collateralCompany', 'agent'] as const).map((name) => [
    name,
    'NOT_APPLICABLE',
  ]),
)

describe('a draft', () => {
  it('shows which sections are filled', () => {
    expect(sectionStates(trader())).toEqual({
      ...LATER_SECTIONS,
      borrower: 'FILLED',
      spouse: 'NOT_APPLICABLE',
      employment: 'NOT_APPLICABLE',
      business: 'FILLED',
      loan: 'FILLED',
      house: 'NOT_APPLICABLE',
      declarations: 'FILLED',
    })
    expect(sectionStates({ borrower: { name: '测试' }, loan: { payee: null, purposeText: '' }, declarations: null })).toMatchObject({
      borrower: 'PARTIAL',
      spouse: 'EMPTY',
      loan: 'EMPTY',
      declarations: 'EMPTY',
    })
    expect(sectionStates('not an object').borrower).toBe('EMPTY')
  })

  it('is told each field still missing by its path', () => {
    const body = { ...consumer(), loan: { ...consumer().loan, debitAccount: undefined }, declarations: undefined }
    const { application, issues } = checkDraft(body, context)
    expect(application).toBeNull()
    expect(issues.map(({ path, code, level }) => `${level} ${path} ${code}`)).toEqual(['STOP loan.debitAccount REQUIRED', 'STOP declarations REQUIRED'])
  })
  it('is refused an amount of 10^12 fen and one, a date that does not exist, and a field nobody knows', () => {
    const base = consumer()
    const body = { ...base, borrower: { ...base.borrower, inCitySince: '2026-02-30' }, loan: { ...base.loan, amountFen: 10 ** 12 + 1 }, extra: 1 }
    expect(checkDraft(body, context).issues.map(({ path, code }) => `${path} ${code}`)).toEqual([
      'borrower.inCitySince DATE_INVALID',
      'loan.amountFen AMOUNT_ABOVE_LIMIT',
      ' FIELD_INVALID',
    ])
  })
  it('comes back normalised when its shape is right, with the issues of its rules', () => {
    const body = consumer()
    Object.assign(body.borrower, { name: ' 买买提•测试 ', phone: '+86 138 0013 8000', idNumber: '110199 19900307 0011' })
    const { application, issues } = checkDraft(body, context)
    expect(application?.borrower).toMatchObject({ name: '买买提·测试', phone: '13800138000', idNumber: '110199199003070011' })
    expect(issues.map(({ code }) => code)).toEqual(['ID_CHECK'])
  })
})

describe('a normalised application', () => {
  it('is the same when normalised again, and a clean one stays as it is', () => {
    for (const input of [consumer(), trader()]) {
      const once = normaliseApplication(parsed(input))
      expect(once).toEqual(parsed(input))
      expect(normaliseApplication(once)).toEqual(once)
    }
  })
  it('writes numbers one way and unifies radicals in what is printed', () => {
    const input = consumer()
    Object.assign(input.loan, { debitAccount: '6200 0000-0000 0005', purposeText: '\u2F64途' })
    Object.assign(input.house ?? {}, { titleNo: '京 (2024) 测试区不动产权第 0000001 号', unitNo: '110199 001 002 gb00001 F00010001' })
    const { loan, house } = normaliseApplication(parsed(input))
    expect(loan).toMatchObject({ debitAccount: '6200000000000005', purposeText: '用途' })
    expect(house).toMatchObject({ titleNo: '京（2024）测试区不动产权第0000001号', unitNo: '110199001002GB00001F00010001' })
  })
})
