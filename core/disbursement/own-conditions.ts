import { z } from 'zod'
import { ShortText } from '../kernel/schema.ts'

/** How one condition of the approval was met, by the word of whoever prepares the payment: which paper, which number (ADR 0158). */
export const ConditionBasis = z.strictObject({ condition: z.string().max(4000, 'TOO_LONG'), basis: ShortText })
export type ConditionBasis = z.output<typeof ConditionBasis>

/** A condition of the approval as it stands; `basis` is null until somebody confirmed it. */
export interface OwnCondition {
  readonly condition: string
  readonly basis: string | null
}

/**
 * Each condition of the approval in its order, with the basis it was confirmed by. A confirmation counts for the very words it was given
 * for, and once; one for other words counts for nothing.
 * @example ownConditions(['先投保'], [{ condition: '先投保', basis: '保单 P001' }]) // [{ condition: '先投保', basis: '保单 P001' }]
 */
export function ownConditions(approved: readonly string[], confirmed: readonly ConditionBasis[]): OwnCondition[] {
  const left = [...confirmed]
  return approved.map((condition) => {
    const at = left.findIndex((one) => one.condition === condition)
    const [found] = at < 0 ? [] : left.splice(at, 1)
    return { condition, basis: found?.basis.trim() || null }
  })
}

/** The words of those nobody confirmed. @example unconfirmed(ownConditions(['先投保'], [])) // ['先投保'] */
export const unconfirmed = (own: readonly OwnCondition[]): string[] => own.flatMap(({ condition, basis }) => (basis === null ? [condition] : []))
