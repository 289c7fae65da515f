import type { ContractView } from '../../../core/bridge/money-calls.ts'
import { agreedIn } from '../../../core/contract/agreed-terms.ts'
import { sealCode } from '../../../core/contract/approved-terms.ts'
import { contractSigners } from '../../../core/contract/signing-register.ts'
import type { ContractTerms } from '../../../core/contract/terms.ts'
import type { CaseId } from '../../../core/kernel/ids.ts'
import { maskCard, maskIdNumber } from '../../../core/kernel/masking.ts'
import { ok, type Result } from '../../../core/kernel/result.ts'
import { staffNames } from '../../../db/repositories/staff.ts'
import type { Counter } from '../counter.ts'
import { openStanding } from './standing-terms.ts'

const partiesOf = (terms: ContractTerms): ContractView['parties'] =>
  contractSigners(terms).map(({ duty, party }) => ({ duty, name: party.name, idNumber: maskIdNumber(party.idNumber) }))

const figures = (terms: ContractTerms) => ({
  parties: partiesOf(terms),
  amountFen: terms.loan.amountFen,
  tenorMonths: terms.loan.tenorMonths,
  method: terms.loan.method,
  annualRate: terms.loan.rate.annualRate,
  agreed: agreedIn(terms),
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

/** The terms before and after they are on paper. Refuses CASE_NOT_FOUND, APPROVAL_MISSING, TERMS_INVALID. */
export const viewTerms = (counter: Counter, caseId: CaseId): Promise<Result<ContractView>> =>
  counter.database.read(async (reader) => {
    const standing = await openStanding(counter, reader, caseId)
    if (!standing.ok) return standing
    const { file, contract, terms } = standing.value
    const names = await staffNames(reader, contract ? [contract.drawnUpBy, ...(contract.sealedBy ? [contract.sealedBy] : [])] : [])
    return ok({
      drawnUp: contract !== null,
      contractNo: contract?.contractNo ?? null,
      mortgageNo: contract?.mortgageNo ?? null,
      sealCode: terms.seal === undefined ? null : sealCode(terms.seal),
      ...figures(terms),
      disclosedOn: file.record.disclosedOn,
      drawnUpBy: contract && (names.get(contract.drawnUpBy) ?? ''),
      drawnUpAt: contract?.drawnUpAt ?? null,
      signedOn: contract?.signedOn ?? null,
      sealedBy: contract?.sealedBy ? (names.get(contract.sealedBy) ?? '') : null,
    })
  })
