import type { ContractView } from '../../../core/bridge/money-calls.ts'
import { ContractTerms } from '../../../core/contract/terms.ts'
import type { CaseId } from '../../../core/kernel/ids.ts'
import { maskCard, maskIdNumber } from '../../../core/kernel/masking.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { registrationDue } from '../../../core/product/vocabulary.ts'
import type { ContractRecord } from '../../../db/repositories/contracts.ts'
import { staffNames } from '../../../db/repositories/staff.ts'
import { openCaseFile, type SubmittedFile, submitted } from '../cases/case-file.ts'
import type { Counter } from '../counter.ts'
import { termsOfCase } from './terms-of-case.ts'

const partiesOf = ({ borrower, spouse, coOwners }: ContractTerms): ContractView['parties'] =>
  [
    { duty: 'BORROWER', party: borrower },
    ...(spouse ? [{ duty: 'SPOUSE', party: spouse }] : []),
    ...coOwners.map((party) => ({ duty: 'CO_OWNER', party })),
  ].map(({ duty, party }) => ({ duty, name: party.name, idNumber: maskIdNumber(party.idNumber) }))

/** The contract as it would be drawn up today. Refuses as `termsOfCase`, and TERMS_INVALID naming what does not fit. */
function termsToday(counter: Counter, file: SubmittedFile): Result<ContractTerms> {
  const { applicationNo, security, disclosedOn } = file.record
  const numbers = { contractNo: applicationNo, mortgageNo: registrationDue(security) ? applicationNo : null, iouNo: applicationNo }
  const input = termsOfCase(counter, file, numbers, { valueDate: file.today, disclosedOn })
  if (!input.ok) return input
  const terms = ContractTerms.safeParse(input.value)
  if (terms.success) return ok(terms.data)
  return refuse('TERMS_INVALID', { issues: terms.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`) })
}

const figures = (terms: ContractTerms) => ({
  parties: partiesOf(terms),
  amountFen: terms.loan.amountFen,
  tenorMonths: terms.loan.tenorMonths,
  method: terms.loan.method,
  annualRate: terms.loan.rate.annualRate,
  lpr: { tenor: terms.loan.rate.lprTenor, publishedOn: terms.loan.rate.lprDate, rate: terms.loan.rate.lprRate, bp: terms.loan.rate.bp },
  penaltyRate: terms.loan.rate.penaltyRate,
  misuseRate: terms.loan.rate.misuseRate,
  valueDate: terms.loan.valueDate,
  maturityOn: terms.loan.maturityOn,
  purposeText: terms.loan.purposeText,
  paymentMode: terms.loan.paymentMode,
  payee: terms.loan.payee?.name ?? null,
  debitAccount: maskCard(terms.loan.debitAccount),
  schedule: terms.schedule.map(({ index, dueOn, principalFen, interestFen, totalFen, balanceFen }) => ({
    index,
    dueOn,
    principalFen,
    interestFen,
    totalFen,
    balanceFen,
  })),
  cost: { totalFen: terms.cost.totalFen, headline: terms.cost.headline },
  conditions: [...terms.conditions],
  copies: { ...terms.copies },
})

/** The drawn-up contract of the approval that stands; one drawn up under an earlier approval counts no more. */
const standingContract = ({ record, contract }: SubmittedFile): ContractRecord | null => (record.contractMaker === null ? null : contract)

/** The terms before and after they are on paper. Refuses CASE_NOT_FOUND, APPROVAL_MISSING, TERMS_INVALID. */
export const viewTerms = (counter: Counter, caseId: CaseId): Promise<Result<ContractView>> =>
  counter.database.read(async (reader) => {
    const file = await openCaseFile(counter, reader, caseId)
    if (!file.ok) return file
    const at = submitted(file.value)
    if (!at.ok) return at
    const contract = standingContract(at.value)
    const terms = contract ? ok(contract.terms) : termsToday(counter, at.value)
    if (!terms.ok) return terms
    const names = await staffNames(reader, contract ? [contract.drawnUpBy, ...(contract.sealedBy ? [contract.sealedBy] : [])] : [])
    return ok({
      drawnUp: contract !== null,
      contractNo: contract?.contractNo ?? null,
      mortgageNo: contract?.mortgageNo ?? null,
      ...figures(terms.value),
      disclosedOn: at.value.record.disclosedOn,
      drawnUpBy: contract && (names.get(contract.drawnUpBy) ?? ''),
      drawnUpAt: contract?.drawnUpAt ?? null,
      signedOn: contract?.signedOn ?? null,
      sealedBy: contract?.sealedBy ? (names.get(contract.sealedBy) ?? '') : null,
    })
  })
