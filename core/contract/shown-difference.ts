import { maskAddress } from '../kernel/han-text.ts'
import { maskCard, maskIdNumber, maskPhone } from '../kernel/masking.ts'
import type { TermDifference, TermValue } from './terms-differ.ts'

/** By the last word of the path: what lists show of personal data (domain 8.2). */
const MASKS: Readonly<Record<string, (text: string) => string>> = {
  idNumber: maskIdNumber,
  phone: maskPhone,
  account: maskCard,
  debitAccount: maskCard,
  documentNo: maskCard,
  address: maskAddress,
}

export interface ShownDifference extends TermDifference {
  /** What differs is covered by the mask: both sides look the same. */
  readonly hidden: boolean
}

/** A difference as a screen may show it. @example shownDifference({ path: 'borrower.phone', was: '13800138000', is: '13800138001' }).is // '138****8001' */
export function shownDifference({ path, was, is }: TermDifference): ShownDifference {
  const mask = MASKS[path.split('.').at(-1) ?? '']
  const shown = (value: TermValue): TermValue => (mask && typeof value === 'string' ? mask(value) : value)
  return { path, was: shown(was), is: shown(is), hidden: shown(was) === shown(is) }
}
