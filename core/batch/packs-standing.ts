import { z } from 'zod'
import { Position } from './envelope.ts'

/**
 * Body of the up record `packs.standing`, schema 1: how the branch stands with each reference pack it was sent and has not replaced.
 * `reason` says why one was REFUSED, or that one waits for a later release. Its record id is that of the branch's enrolled key; what came last holds.
 */
export const PacksStandingBody = z.strictObject({
  packs: z
    .array(
      z.strictObject({
        kind: z.string().regex(/^[A-Z][A-Z_]{1,39}$/),
        version: Position,
        state: z.enum(['APPLIED', 'WAITING', 'REFUSED']),
        reason: z.string().max(500).nullable(),
      }),
    )
    .max(200),
})
export type PacksStandingBody = z.output<typeof PacksStandingBody>

export const PACK_STANDINGS = ['APPLIED', 'WAITING', 'REFUSED', 'REPLACED', 'SENT', 'NOT_SENT'] as const
export interface PackStanding {
  /** SENT: signed for the branch, which has not said what became of it. */
  readonly state: (typeof PACK_STANDINGS)[number]
  readonly reason: string | null
}

/**
 * How a branch stands with one pack, by what it told last.
 * @param told null when it never told @example packStanding(told, { kind: 'LPR', version: 3 }, true).state // 'APPLIED'
 */
export function packStanding(told: PacksStandingBody | null, pack: { readonly kind: string; readonly version: number }, sent: boolean): PackStanding {
  const ofKind = (told?.packs ?? []).filter(({ kind }) => kind === pack.kind)
  const own = ofKind.find(({ version }) => version === pack.version)
  if (own) return { state: own.state, reason: own.reason }
  const later = ofKind.some(({ version, state }) => version > pack.version && state === 'APPLIED')
  return { state: later ? 'REPLACED' : sent ? 'SENT' : 'NOT_SENT', reason: null }
}
