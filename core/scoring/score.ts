import type { ReasonCode } from '../product/reason-codes.ts'
import { type Characteristic, maxPointsOf, type Scorecard } from '../product/scorecard.ts'

/** What is known of the applicant: whole numbers in the card's unit, or words. */
export type ScoreFacts = Readonly<Record<string, number | string>>

export interface ScoreLine {
  readonly code: string
  readonly fact: number | string
  readonly points: number
  readonly max: number
}

export interface HardHit {
  readonly characteristic: string
  readonly code: ReasonCode
  readonly fact: number | string
}

export interface ScoreResult {
  readonly version: string
  /** INCOMPLETE while a fact is missing; REJECT when a bin refuses; else SCORED. */
  readonly outcome: 'SCORED' | 'REJECT' | 'INCOMPLETE'
  /** The sum of `lines`, refusing characteristics giving none; null while INCOMPLETE. */
  readonly totalPoints: number | null
  readonly maxPoints: number
  readonly lines: readonly ScoreLine[]
  readonly hardHits: readonly HardHit[]
  /** Codes of characteristics whose fact is absent, or a word the card does not know. */
  readonly missing: readonly string[]
  /** Reason lines: the characteristics nearest to, and farthest from, their best bin. */
  readonly best: readonly ScoreLine[]
  readonly worst: readonly ScoreLine[]
}

const REASON_LINES = 4

function findBin(characteristic: Characteristic, fact: number | string | undefined) {
  if (characteristic.kind === 'WORD') return characteristic.bins.find(({ is }) => typeof fact === 'string' && is.includes(fact))
  if (typeof fact !== 'number') return undefined
  if (!Number.isSafeInteger(fact)) throw new RangeError(`${characteristic.code} must be a whole number`)
  return characteristic.bins.find(({ from, to }) => (from === undefined || fact >= from) && (to === undefined || fact <= to))
}

/** By points lost, then by weight, then by code, so that the same facts always print the same reasons. */
const byLoss = (a: ScoreLine, b: ScoreLine): number => b.max - b.points - (a.max - a.points) || a.code.localeCompare(b.code, 'en')
const byStrength = (a: ScoreLine, b: ScoreLine): number => a.max - a.points - (b.max - b.points) || b.points - a.points || a.code.localeCompare(b.code, 'en')

/**
 * Scores facts by a card (domain 6.2, 6.3). A score is advice; a person decides (PIPL 24). A missing fact never counts as zero:
 * the result is then INCOMPLETE and has no total.
 *
 * @throws RangeError when a number is not whole.
 * @example score(card, facts).totalPoints // 91
 */
export function score(card: Scorecard, facts: ScoreFacts): ScoreResult {
  const lines: ScoreLine[] = []
  const hardHits: HardHit[] = []
  const missing: string[] = []
  for (const characteristic of card.characteristics) {
    const { code } = characteristic
    const fact = facts[code]
    const bin = findBin(characteristic, fact)
    if (!bin || fact === undefined) missing.push(code)
    else if (bin.hard) hardHits.push({ characteristic: code, code: bin.hard, fact })
    else lines.push({ code, fact, points: bin.points ?? 0, max: maxPointsOf(characteristic) })
  }
  const incomplete = missing.length > 0
  return {
    version: card.version,
    outcome: incomplete ? 'INCOMPLETE' : hardHits.length > 0 ? 'REJECT' : 'SCORED',
    totalPoints: incomplete ? null : lines.reduce((sum, { points }) => sum + points, 0),
    maxPoints: card.maxPoints,
    lines,
    hardHits,
    missing,
    best: lines
      .filter(({ points }) => points > 0)
      .sort(byStrength)
      .slice(0, REASON_LINES),
    worst: lines
      .filter(({ points, max }) => points < max)
      .sort(byLoss)
      .slice(0, REASON_LINES),
  }
}
