import { fen } from '../kernel/fen.ts'
import { type Rate, rate } from '../kernel/rate.ts'
import { type Fee, paidCost } from './annual-cost.ts'
import type { ContractTerms } from './terms.ts'

/**
 * Each row of the cost table as a yearly level (D204), null where the lender bears it: interest as the annual cost of interest alone,
 * a fee as what it adds to that when it is counted alone. Rows together differ from the total by little, as each is counted without the others.
 * @example yearlyLevels(terms) // [44378, 11414]: the loan of domain 4.3 with 50.00 to a guarantor every month
 */
export function yearlyLevels({ loan, schedule, cost }: Pick<ContractTerms, 'loan' | 'schedule' | 'cost'>): (Rate | null)[] {
  const costWith = (fees: readonly Fee[]): number =>
    paidCost({ principalFen: fen(loan.amountFen), valueDate: loan.valueDate, instalments: schedule, equalMonths: cost.monthly !== null }, fees).headline
  const alone = costWith([])
  return cost.items.map(({ code, standard, payee, bearer }) => {
    if (bearer === 'LENDER') return null
    if (code === 'INTEREST' || standard.kind === 'ANNUAL_RATE') return rate(alone)
    return rate(costWith([{ code, charge: standard, payeeCode: payee }]) - alone)
  })
}
