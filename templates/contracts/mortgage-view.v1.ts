import type { ContractView } from '../../core/contract/view-contract.ts'

/** The view of a loan that a house secures. */
export type MortgageView = ContractView & { readonly house: NonNullable<ContractView['house']>; readonly mortgageNo: string }

/**
 * Narrows a view to a secured loan.
 * @throws RangeError when the terms name no house or no mortgage number: such a loan has no mortgage contract.
 */
export function mortgageView(view: ContractView): MortgageView {
  const { house, mortgageNo } = view
  if (!house || !mortgageNo) throw new RangeError('no mortgage contract without a house and a mortgage number')
  return { ...view, house, mortgageNo }
}
