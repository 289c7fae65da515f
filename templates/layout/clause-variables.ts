import type { ClauseVariable, ClauseVariables } from '../../core/contract/clause-names.ts'
import { CLAUSE_VARIABLES } from '../../core/contract/clause-names.ts'
import type { PaperSecurity } from '../../core/contract/paper-security.ts'
import type { ContractView } from '../../core/contract/view-contract.ts'
import { paperAmount } from '../../core/contract/view-values.ts'
import { attachments, dueDays, houseTitle, loanTitle, PLEDGE_OBLIGOR, SECURITY_RIGHTS, securityTitle } from './contract-words.ts'
import { LOAN_WORDS, LPR_TENOR_WORDS, METHOD_WORDS, REPRICE_WORDS } from './loan-words.ts'
import { orStruck, zhDate } from './words.ts'

type Some = Partial<Record<ClauseVariable, string>>

const ofLender = ({ lender }: Pick<ContractView, 'lender'>): Some => ({
  bank: lender.bank,
  branch: lender.branch,
  bankAddress: lender.address,
  bankPhone: lender.phone,
})

const ofLoan = ({ loan, totals, cost, copies, productLine }: ContractView): Some => ({
  loanName: LOAN_WORDS[productLine],
  amount: loan.amount.figures,
  amountWords: loan.amount.uppercase,
  tenor: loan.tenorMonths,
  valueDate: zhDate(loan.valueDate),
  maturityOn: zhDate(loan.maturityOn),
  purpose: loan.purposeText,
  method: METHOD_WORDS[loan.method],
  instalments: loan.instalments,
  firstDueOn: zhDate(loan.firstDueOn),
  firstTotal: loan.firstTotal.figures,
  totalInterest: totals.interest.figures,
  totalInterestWords: totals.interest.uppercase,
  annualCost: cost.headline,
  rate: loan.annualRate,
  lprDate: zhDate(loan.lprDate),
  lprTenor: LPR_TENOR_WORDS[loan.lprTenor],
  lprRate: loan.lprRate,
  bpSide: loan.bpSide === 'MINUS' ? '减' : '加',
  bp: loan.bp,
  repriceDay: loan.repriceRule ? REPRICE_WORDS[loan.repriceRule] : '',
  penaltyMarkup: loan.penaltyMarkup,
  penaltyRate: loan.penaltyRate,
  misuseMarkup: loan.misuseMarkup,
  misuseRate: loan.misuseRate,
  fee: String(loan.prepaymentFeePermille),
  proofDays: String(loan.proofDays),
  debitAccount: loan.debitAccount,
  copies: String(copies.total),
  borrowerCopies: String(copies.borrower),
  ...(loan.payee && {
    payee: loan.payee.name,
    payeeAccount: loan.payee.account,
    payeeBank: loan.payee.bank,
    payeeAmount: loan.payee.amount.figures,
    payeeAmountWords: loan.payee.amount.uppercase,
  }),
})

const ofHouse = ({ house }: ContractView): Some =>
  house
    ? {
        titleNo: house.titleNo,
        unitNo: orStruck(house.unitNo),
        houseAddress: house.address,
        area: house.area,
        appraised: house.appraised.figures,
        appraisedWords: house.appraised.uppercase,
        secured: house.secured.figures,
        securedWords: house.secured.uppercase,
        priorDebt: house.priorDebt.figures,
      }
    : {}

/** The contract of what secures the loan, as the loan's own papers name it. */
function mainSecurity(view: ContractView): Some {
  if (view.house) return { securityNo: view.mortgageNo ?? '', securityTitle: houseTitle(view), securityRight: SECURITY_RIGHTS.VEHICLE }
  const [first] = view.securities
  if (!first) return {}
  const right = first.kind === 'VEHICLE' || first.kind === 'PLEDGE' ? { securityRight: SECURITY_RIGHTS[first.kind] } : {}
  return { securityNo: first.contractNo, securityTitle: securityTitle(first, view), ...right }
}

/** What the contract of one security says of it. */
function ofSecurity(security: PaperSecurity | null, view: ContractView): Some {
  if (!security) return mainSecurity(view)
  const secured = paperAmount(security.securedFen)
  const head: Some = {
    securityNo: security.contractNo,
    securityTitle: securityTitle(security, view),
    secured: secured.figures,
    securedWords: secured.uppercase,
  }
  if (security.kind === 'GUARANTOR' || security.kind === 'COMPANY') return head
  const appraised = paperAmount(security.appraisedFen)
  const worth: Some = {
    ...head,
    securityRight: SECURITY_RIGHTS[security.kind],
    appraised: appraised.figures,
    appraisedWords: appraised.uppercase,
    priorDebt: paperAmount(security.priorDebtFen).figures,
  }
  if (security.kind === 'VEHICLE') {
    const { plate, vin, certificateNo, model, firstRegisteredOn } = security
    return { ...worth, plate, vin, certificateNo, model, registeredOn: zhDate(firstRegisteredOn) }
  }
  return {
    ...worth,
    pledgeDescription: security.description,
    pledgeDocument: security.documentNo,
    pledgeObligorWord: PLEDGE_OBLIGOR[security.what],
    pledgeObligor: security.obligor,
    pledgeMatures: security.maturesOn ? zhDate(security.maturesOn) : '／',
  }
}

const nameOf = (security: PaperSecurity): string =>
  security.kind === 'GUARANTOR' ? security.person.name : security.kind === 'COMPANY' ? security.company.name : ''

const ofParties = (view: ContractView): Some => ({
  borrower: view.borrowerKind === 'ENTERPRISE' && view.business ? view.business.name : view.borrower.name,
  businessName: view.business?.name ?? '',
  uscc: view.business?.uscc ?? '',
  guarantors: view.securities.map(nameOf).filter(Boolean).join('、'),
  caseNo: view.caseNo,
  contractNo: view.contractNo,
  mortgageNo: view.mortgageNo ?? '',
  loanTitle: loanTitle(view),
  attachments: attachments(view),
  conditions: view.conditions.map((condition, index) => `（${index + 1}）${condition}`).join('；'),
  specialTerms: view.specialTerms,
  dueDays: dueDays(view),
})

const ofMaximum = ({ maximum }: ContractView): Some => {
  if (!maximum) return {}
  const ceiling = paperAmount(maximum.ceilingFen)
  return { ceiling: ceiling.figures, ceilingWords: ceiling.uppercase, ceilingFrom: zhDate(maximum.from), ceilingTo: zhDate(maximum.to) }
}

const EMPTY = Object.fromEntries(CLAUSE_VARIABLES.map((name) => [name, ''])) as Record<ClauseVariable, string>

/** Every variable with its words; what the terms do not say is empty, and a clause that names it is refused. */
export const clauseVariables = (view: ContractView, security: PaperSecurity | null, more: Some = {}): ClauseVariables => ({
  ...EMPTY,
  ...ofLender(view),
  ...ofParties(view),
  ...ofLoan(view),
  ...ofHouse(view),
  ...ofMaximum(view),
  ...ofSecurity(security, view),
  ...more,
})

/** The variables of a form signed before there are terms. */
export const formVariables = (lender: ContractView['lender'], more: Some): ClauseVariables => ({ ...EMPTY, ...ofLender({ lender }), ...more })
