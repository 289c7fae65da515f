import { Checklist } from '../../../core/completeness/checklist.ts'
import type { CaseFacts } from '../../../core/completeness/facts.ts'
import type { Paper } from '../../../core/completeness/paper.ts'
import { dateOnly } from '../../../core/kernel/calendar.ts'

export const today = dateOnly('2026-11-23')

/** A single employed person's consumer loan against his own house. */
export const singleOwner: CaseFacts = {
  line: 'IND_CONSUME',
  borrowerKind: 'PERSON',
  security: 'MORTGAGE_RE',
  maritalStatus: 'SINGLE',
  idType: 'RESIDENT',
  residenceByRegister: true,
  registeredInBranchCity: true,
  agentPresent: false,
  employed: true,
  housingFundDeclared: false,
  incomeAboveTaxThreshold: false,
  assetsDeclared: false,
  taxRegistered: false,
  licensedSector: false,
  farmLicensed: false,
  controllerApart: false,
  coOwned: false,
  coOwners: 0,
  leased: false,
  residential: true,
  guarantors: [],
  guarantorCompanies: 0,
  companyOwnsCollateral: false,
  pledge: null,
  landUsePledged: false,
  governmentGuarantee: false,
  paymentMode: 'ENTRUSTED',
  useProofByPolicy: false,
  disclosureDue: true,
  visitRequired: true,
}
export const marriedOwner: CaseFacts = { ...singleOwner, maritalStatus: 'MARRIED' }

const item = (id: string, rest: Record<string, unknown>) => ({
  id,
  name: { zh: `资料${id}`, en: `Item ${id}` },
  form: 'O',
  signers: [],
  stage: 'INTAKE',
  severity: 'BLOCK',
  when: ['ALWAYS'],
  check: 'readable',
  ...rest,
})

/** One item of each kind that the engine treats differently. */
export const checklist = Checklist.parse({
  version: 'EXAMPLE@1',
  items: [
    item('D101', { form: 'S', signers: ['B', 'SP'] }),
    item('D102', { form: 'V', signers: ['SELF'], validity: [{ kind: 'EXPIRY', at: ['ACCEPTANCE', 'SIGNING', 'DISBURSEMENT'] }] }),
    item('D103', { form: 'V', parties: ['SP'], signers: ['SELF'], when: ['MARRIED'] }),
    item('D108', { when: { any: ['SINGLE', 'DIVORCED', 'WIDOWED'] } }),
    item('D113', { form: 'S', signers: ['T'] }),
    item('D201', { parties: ['B', 'SP'], signers: ['SELF'], law: true, when: ['PERSON'] }),
    item('D301', { validity: [{ kind: 'AGE', days: 30, at: ['ACCEPTANCE'] }], when: ['CONSUMER_LINE', 'EMPLOYED'] }),
    item('D304', { severity: 'WARN' }),
    item('D605', {
      stage: 'SURVEY',
      validity: [
        { kind: 'AGE', days: 7, at: ['APPROVAL'] },
        { kind: 'AGE', days: 1, at: ['SIGNING'] },
      ],
      when: ['MORTGAGE_RE'],
    }),
    item('D606', { stage: 'SIGN', parties: ['SP', 'CO'], signers: ['SELF'], law: true, when: ['MORTGAGE_RE', 'CO_OWNED'] }),
    item('D706', { stage: 'SIGN', signers: ['B', 'SP', 'CO', 'BANK'], pages: 2, law: true }),
    item('D709', { stage: 'POST', form: 'C', dueDays: 30 }),
  ],
})

/** A faultless sheet for an item, to be spoiled by each test. */
export const paper = (itemId: string, rest: Partial<Paper> = {}): Paper => ({
  id: `${itemId}-${rest.party ?? 'B'}`,
  itemId,
  party: 'B',
  form: 'O',
  pages: 2,
  issuedOn: today,
  expiresOn: null,
  signedBy: ['B', 'SP', 'T', 'BANK'],
  verdict: 'OK',
  defects: [],
  ...rest,
})
