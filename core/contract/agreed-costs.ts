import { z } from 'zod'
import type { Fen } from '../kernel/fen.ts'
import { RATE_ONE } from '../kernel/rate.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import { FenField, RateField, ShortText } from '../kernel/schema.ts'
import type { SecurityMode } from '../product/vocabulary.ts'
import { FEE_CODES, type Fee, feeParts } from './annual-cost.ts'
import type { ContractTerms } from './terms.ts'

/** How a cost beside interest is charged: the standards of `FeeCharge`. */
export const CHARGES = [
  z.strictObject({ kind: z.literal('ONCE'), amountFen: FenField }),
  z.strictObject({ kind: z.literal('ONCE_ON_PRINCIPAL'), rate: RateField }),
  z.strictObject({ kind: z.literal('EACH_INSTALMENT'), amountFen: FenField }),
] as const
export const CHARGE_KINDS = ['ONCE', 'ONCE_ON_PRINCIPAL', 'EACH_INSTALMENT'] as const
export const BEARERS = ['BORROWER', 'LENDER'] as const
export const MOST_COSTS = 20

/** A cost of the loan beside interest, as the approver enters it: what, how much, to whom, and who bears it (domain 4.8, D204). */
export const AgreedCost = z.strictObject({
  code: z.enum(FEE_CODES),
  charge: z.discriminatedUnion('kind', CHARGES),
  /** The name of who takes the money. */
  payee: ShortText,
  bearer: z.enum(BEARERS),
})
export type AgreedCost = z.output<typeof AgreedCost>
export type CostDraft = z.input<typeof AgreedCost>

/** Mortgage contracts say that registration is paid by the lender. */
const LENDER_REGISTERS: readonly SecurityMode[] = ['MORTGAGE_RE', 'MORTGAGE_VEH']

const sameRow = (one: AgreedCost, other: AgreedCost): boolean =>
  one.code === other.code && one.charge.kind === other.charge.kind && one.payee === other.payee && one.bearer === other.bearer

const chargedBy = ({ charge }: AgreedCost): number => (charge.kind === 'ONCE_ON_PRINCIPAL' ? charge.rate : charge.amountFen)
function wrongCharge(cost: AgreedCost, amountFen: Fen): string | null {
  const charged = chargedBy(cost)
  const most = cost.charge.kind === 'ONCE_ON_PRINCIPAL' ? Number(RATE_ONE) : amountFen
  if (charged <= 0) return 'AMOUNT_ZERO'
  return charged > most ? 'COST_ABOVE_LOAN' : null
}

/**
 * Whether these costs can stand in the table: each above zero and no more than the loan, none twice, no registration fee left to the
 * borrower where his mortgage contract says the lender pays it. Refuses FIELD_INVALID naming row and field.
 * @example checkCosts([], { amountFen: fen(10000000), security: 'CREDIT' }).ok // true
 */
export function checkCosts(costs: readonly AgreedCost[], loan: { readonly amountFen: Fen; readonly security: SecurityMode }): Result<readonly AgreedCost[]> {
  const wrong = (at: number, field: string, reason: string) => refuse('FIELD_INVALID', { field: `agreed.costs.${at}.${field}`, reason })
  for (const [at, cost] of costs.entries()) {
    const charge = wrongCharge(cost, loan.amountFen)
    if (charge) return wrong(at, 'charge', charge)
    if (costs.slice(0, at).some((before) => sameRow(before, cost))) return wrong(at, 'payee', 'COST_TWICE')
    if (cost.code === 'REGISTRATION' && cost.bearer === 'BORROWER' && LENDER_REGISTERS.includes(loan.security)) return wrong(at, 'bearer', 'COST_IS_LENDERS')
  }
  return ok(costs)
}

/** Of what is typed so far the costs that can be counted. */
export const wholeCosts = (costs: readonly CostDraft[] = []): AgreedCost[] =>
  costs.map((cost) => AgreedCost.safeParse(cost)).flatMap((cost) => (cost.success && chargedBy(cost.data) > 0 ? [cost.data] : []))

/** As the annual cost counts it. */
export const feeOf = ({ code, charge, payee }: AgreedCost): Fee => ({ code, charge, payeeCode: payee })

/** What the bank bears, as rows of the table: in no sum of the borrower's. */
export const lenderItems = (costs: readonly AgreedCost[], principalFen: Fen, instalments: number): ContractTerms['cost']['items'] =>
  costs
    .filter(({ bearer }) => bearer === 'LENDER')
    .map((cost) => {
      const { atReleaseFen, eachFen } = feeParts(feeOf(cost), principalFen)
      const amountFen = (atReleaseFen + eachFen * instalments) as Fen
      return { code: cost.code, standard: cost.charge, payee: cost.payee, bearer: 'LENDER' as const, amountFen }
    })

/** Whom the borrower pays for guarantee or service beside the lender and its branches: the partners the table names. `lender`: the bank's name. */
export const partnersIn = (costs: readonly AgreedCost[], lender: string): string[] => [
  ...new Set(
    costs
      .filter(({ code, bearer, payee }) => bearer === 'BORROWER' && (code === 'GUARANTEE' || code === 'SERVICE') && !payee.startsWith(lender))
      .map(({ payee }) => payee),
  ),
]

/** The costs of a contract as they were agreed; undefined where there are none beside interest. */
export function costsIn({ items }: Pick<ContractTerms['cost'], 'items'>): AgreedCost[] | undefined {
  const costs = items.flatMap(({ code, standard, payee, bearer }) =>
    code === 'INTEREST' || standard.kind === 'ANNUAL_RATE' ? [] : [{ code, charge: standard, payee, bearer }],
  )
  return costs.length > 0 ? costs : undefined
}
