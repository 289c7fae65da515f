import type { Form } from './checklist.ts'
import type { ItemState, Remedy } from './item-state.ts'
import { isCustomer, type SignerRole } from './parties.ts'

/** By form, where the checklist does not say: an original is fetched from whoever issues it, a form is signed at the counter. */
const OF_FORM: Readonly<Record<Form, number>> = { O: 3, V: 2, C: 1, S: 1 }
/** What is put right on a paper that is there: signing, showing the original, bringing the pages left at home. */
const REPAIRS: readonly Remedy[] = ['SIGN', 'ADD_PAGES', 'SHOW_ORIGINAL']

export interface Standing {
  readonly form: Form
  readonly signers: readonly SignerRole[]
  /** The checklist's own figure, 1 to 9. */
  readonly effort: number | undefined
  /** How the best paper filed stands; null when none came. */
  readonly paperState: ItemState | null
  readonly remedies: readonly Remedy[]
}

/**
 * What it costs the customer to make this paper good: 0 when it is good, only waits for the checker, or the bank makes it by itself;
 * 1 when a paper that came is put right; else the effort of getting it.
 * @example effortOf({ form: 'O', signers: ['B'], effort: undefined, paperState: null, remedies: ['BRING'] }) // 3
 */
export function effortOf({ form, signers, effort, paperState, remedies }: Standing): number {
  if (paperState === 'OK' || paperState === 'UNCHECKED') return 0
  if (form === 'S' && !signers.some(isCustomer)) return 0
  const repairable = paperState !== null && remedies.length > 0 && remedies.every((remedy) => REPAIRS.includes(remedy))
  return repairable ? 1 : (effort ?? OF_FORM[form])
}
