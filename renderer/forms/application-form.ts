import type { FormModel, FormSection } from './field-spec.ts'
import { field, personFields, select } from './person-fields.ts'
import { SECURITY_SECTIONS } from './security-form.ts'

const married = (model: FormModel): boolean => model['borrower.maritalStatus'] === 'MARRIED'
const rented = (model: FormModel): boolean => model['borrower.residence'] === 'RENT'
const leased = (model: FormModel): boolean => model['business.premises'] === 'LEASE'
const entrusted = (model: FormModel): boolean => model['loan.paymentMode'] !== 'SELF'

/** The applicants of `IND_BIZ`, `SME_WC` and `AGRI` have a business; a farm or cooperative may hold no licence. */
const hasBusiness = (model: FormModel): boolean => model.line === 'IND_BIZ' || model.line === 'SME_WC' || model.line === 'AGRI'
const isEnterprise = (model: FormModel): boolean => model.borrowerKind === 'ENTERPRISE'
const isFarm = (model: FormModel): boolean => model.line === 'AGRI'

/** The intake form as data: sections in the order a teller asks (ux 3.5). */
export const APPLICATION_SECTIONS: readonly FormSection[] = [
  {
    id: 'borrower',
    title: 'pages.intake.sections.borrower',
    fields: [
      ...personFields('borrower'),
      select('borrower.maritalStatus', 'maritalStatus'),
      field('borrower.hukouCityCode', 'region'),
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
    showIf: hasBusiness,
  },
  {
    id: 'enterprise',
    title: 'typeSections.enterprise',
    fields: [
      field('enterprise.basicAccount', 'text', { wide: true }),
      field('enterprise.employees', 'int'),
      field('enterprise.totalAssetsFen', 'money'),
      field('enterprise.members', 'int', { optional: true, showIf: isFarm }),
      field('enterprise.controller', 'boolean', { label: 'places.controller' }),
    ],
    showIf: isEnterprise,
  },
  {
    id: 'enterprise.controller',
    title: 'typeSections.controller',
    fields: personFields('enterprise.controller'),
    showIf: (model) => isEnterprise(model) && model['enterprise.controller'] === true,
  },
  {
    id: 'farm',
    title: 'typeSections.farm',
    fields: [
      field('farm.produce', 'text'),
      field('farm.landHundredths', 'int'),
      field('farm.landLeaseEndsOn', 'date', { optional: true }),
      field('farm.seasons', 'int'),
      field('farm.guaranteeCompany', 'text', { optional: true }),
      field('farm.insured', 'boolean'),
      field('farm.licensed', 'boolean'),
      field('farm.landUsePledged', 'boolean'),
    ],
    showIf: isFarm,
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
  ...SECURITY_SECTIONS,
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
  {
    id: 'agent',
    title: 'typeSections.agent',
    fields: personFields('agent'),
    showIf: (model) => model['declarations.agentPresent'] === true,
  },
]
