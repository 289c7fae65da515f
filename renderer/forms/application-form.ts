import type { FieldKind, FieldSpec, FormModel, FormSection } from './field-spec.ts'

const field = (path: string, kind: FieldKind, rest: Partial<FieldSpec> = {}): FieldSpec => ({ path, kind, ...rest })
const select = (path: string, options: string, rest: Partial<FieldSpec> = {}): FieldSpec => field(path, 'select', { options, ...rest })
const married = (model: FormModel): boolean => model['borrower.maritalStatus'] === 'MARRIED'
const rented = (model: FormModel): boolean => model['borrower.residence'] === 'RENT'
const leased = (model: FormModel): boolean => model['business.premises'] === 'LEASE'
const entrusted = (model: FormModel): boolean => model['loan.paymentMode'] !== 'SELF'
const shared = (model: FormModel): boolean => model['house.ownership'] === 'JOINT' || model['house.ownership'] === 'SHARED'

const personFields = (who: string): FieldSpec[] => [
  field(`${who}.name`, 'text'),
  select(`${who}.idType`, 'idType'),
  field(`${who}.idNumber`, 'idNumber', who === 'borrower' ? { to: 'borrower.hukouCityCode' } : {}),
  field(`${who}.idIssuedOn`, 'date'),
  field(`${who}.idExpiresOn`, 'date', { optional: true }),
  field(`${who}.phone`, 'text'),
  field(`${who}.address`, 'text', { wide: true }),
]

/** The intake form as data: sections in the order a teller asks (ux 3.5). */
export const APPLICATION_SECTIONS: readonly FormSection[] = [
  {
    id: 'borrower',
    title: 'pages.intake.sections.borrower',
    fields: [
      ...personFields('borrower'),
      select('borrower.maritalStatus', 'maritalStatus'),
      field('borrower.hukouCityCode', 'text'),
      select('borrower.residenceProof', 'residenceProof'),
      select('borrower.residence', 'residence'),
      field('borrower.rentedSince', 'date', { optional: true, showIf: rented }),
      field('borrower.inCitySince', 'date'),
    ],
  },
  { id: 'spouse', title: 'pages.intake.sections.spouse', fields: personFields('spouse'), showIf: married },
  {
    id: 'employment',
    title: 'pages.intake.sections.employment',
    fields: [
      field('employment.employer', 'text'),
      field('employment.since', 'date'),
      field('employment.monthlyIncomeFen', 'money'),
      field('employment.housingFund', 'boolean'),
    ],
    showIf: (model) => model.line === 'IND_CONSUME',
  },
  {
    id: 'business',
    title: 'pages.intake.sections.business',
    fields: [
      field('business.name', 'text'),
      field('business.uscc', 'text'),
      field('business.registeredOn', 'date'),
      field('business.address', 'text', { wide: true }),
      field('business.industry', 'text'),
      field('business.ownerInIndustrySince', 'date'),
      select('business.premises', 'premises'),
      field('business.leaseEndsOn', 'date', { optional: true, showIf: leased }),
      field('business.annualTurnoverFen', 'money'),
      field('business.licensedSector', 'boolean'),
      field('business.taxRegistered', 'boolean'),
    ],
    showIf: (model) => model.line === 'IND_BIZ',
  },
  {
    id: 'loan',
    title: 'pages.intake.sections.loan',
    fields: [
      field('loan.amountFen', 'money'),
      field('loan.tenorMonths', 'int'),
      field('loan.repaymentMethod', 'select', { options: 'repaymentMethod' }),
      field('loan.purposeCode', 'select', { options: 'purposeCode' }),
      field('loan.purposeText', 'text', { wide: true }),
      select('loan.paymentMode', 'paymentMode'),
      field('loan.debitAccount', 'text'),
      field('loan.payee.name', 'text', { showIf: entrusted }),
      field('loan.payee.account', 'text', { showIf: entrusted }),
      field('loan.payee.bank', 'text', { showIf: entrusted }),
      field('loan.payee.amountFen', 'money', { showIf: entrusted }),
    ],
  },
  {
    id: 'house',
    title: 'pages.intake.sections.house',
    fields: [
      field('house.titleNo', 'text', { wide: true }),
      field('house.unitNo', 'text'),
      field('house.address', 'text', { wide: true }),
      field('house.areaHundredths', 'int'),
      select('house.use', 'use'),
      select('house.ownership', 'ownership'),
      field('house.declaredValueFen', 'money'),
      field('house.leased', 'boolean'),
      ...personFields('house.coOwner').map((spec) => ({ ...spec, label: spec.path.replace('house.coOwner', 'spouse'), showIf: shared })),
    ],
    showIf: (model) => model.security === 'MORTGAGE_RE',
  },
  {
    id: 'declarations',
    title: 'pages.intake.sections.declarations',
    fields: [
      field('declarations.firstLoan', 'boolean'),
      field('declarations.assetsDeclared', 'boolean'),
      field('declarations.relatedParty', 'boolean'),
      field('declarations.agentPresent', 'boolean'),
      field('note', 'longText'),
    ],
  },
]
