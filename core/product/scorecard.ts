import { z } from 'zod'
import { DataVersion } from './product.ts'
import { REASON_CODES } from './reason-codes.ts'

/** A bin gives points, or refuses the case with a reason code of the hard rules (domain 6.1). */
const Points = z.int().min(0).max(100)
const Refuses = z.enum(REASON_CODES)

/** Whole numbers from `from` to `to`, both included; an absent end is open. */
const NumberBin = z.strictObject({ from: z.int().optional(), to: z.int().optional(), points: Points.optional(), hard: Refuses.optional() })
const WordBin = z.strictObject({ is: z.array(z.string().min(1)).min(1), points: Points.optional(), hard: Refuses.optional() })
export type NumberBin = z.output<typeof NumberBin>
export type WordBin = z.output<typeof WordBin>

const Named = { code: z.string().regex(/^[A-Z][A-Z0-9_]*$/, 'CODE_INVALID'), name: z.strictObject({ zh: z.string().min(1), en: z.string().min(1) }) }
const NumberCharacteristic = z.strictObject({
  ...Named,
  kind: z.literal('NUMBER'),
  /** What the whole number counts; facts are given in it. */
  unit: z.enum(['YEARS', 'MONTHS', 'PERCENT', 'BASIS_POINTS', 'HUNDREDTHS', 'COUNT']),
  bins: z.array(NumberBin).min(1),
})
const WordCharacteristic = z.strictObject({ ...Named, kind: z.literal('WORD'), bins: z.array(WordBin).min(1) })
export type NumberCharacteristic = z.output<typeof NumberCharacteristic>
export type WordCharacteristic = z.output<typeof WordCharacteristic>
export type Characteristic = NumberCharacteristic | WordCharacteristic

type Issue = { path: PropertyKey[]; message: string }

/** The bins of a number cover every whole number once, in rising order, so no fact can fall between two. */
function numberGaps(bins: readonly NumberBin[]): Issue[] {
  return bins.flatMap((bin, index) => {
    const issues: Issue[] = []
    const next = bins[index + 1]
    if (index === 0 && bin.from !== undefined) issues.push({ path: [index, 'from'], message: 'FIRST_BIN_NOT_OPEN' })
    if (!next && bin.to !== undefined) issues.push({ path: [index, 'to'], message: 'LAST_BIN_NOT_OPEN' })
    if (next && (bin.to === undefined || next.from !== bin.to + 1)) issues.push({ path: [index, 'to'], message: 'BINS_NOT_CONTIGUOUS' })
    if (bin.from !== undefined && bin.to !== undefined && bin.from > bin.to) issues.push({ path: [index], message: 'BIN_EMPTY' })
    return issues
  })
}

function wordRepeats(bins: readonly WordBin[]): Issue[] {
  const words = bins.flatMap(({ is }) => is)
  return new Set(words).size === words.length ? [] : [{ path: [], message: 'WORD_TWICE' }]
}

function characteristicIssues(characteristic: Characteristic): Issue[] {
  const both = characteristic.bins.flatMap((bin, index) =>
    (bin.points === undefined) === (bin.hard === undefined) ? [{ path: [index], message: 'POINTS_OR_HARD' }] : [],
  )
  return [...both, ...(characteristic.kind === 'NUMBER' ? numberGaps(characteristic.bins) : wordRepeats(characteristic.bins))]
}

/** The most points a characteristic can give. @example maxPointsOf(characteristic) // 14 */
export const maxPointsOf = ({ bins }: Characteristic): number => Math.max(0, ...bins.map(({ points }) => points ?? 0))

/**
 * A scorecard data file (domain 6.2, 6.3): characteristics, each with bins that give points or refuse. Loading refuses gaps,
 * overlaps, words named twice, codes named twice, and a stated maximum that the best bins do not add up to.
 */
export const Scorecard = z
  .strictObject({
    version: DataVersion,
    maxPoints: z.int().min(1),
    characteristics: z.array(z.discriminatedUnion('kind', [NumberCharacteristic, WordCharacteristic])).min(1),
  })
  .superRefine((card, context) => {
    card.characteristics.forEach((characteristic, index) => {
      for (const { path, message } of characteristicIssues(characteristic))
        context.addIssue({ code: 'custom', message, path: ['characteristics', index, 'bins', ...path] })
    })
    const codes = card.characteristics.map(({ code }) => code)
    if (new Set(codes).size !== codes.length) context.addIssue({ code: 'custom', message: 'CODE_TWICE', path: ['characteristics'] })
    const best = card.characteristics.reduce((sum, characteristic) => sum + maxPointsOf(characteristic), 0)
    if (best !== card.maxPoints) context.addIssue({ code: 'custom', message: 'MAX_POINTS_DIFFER', path: ['maxPoints'] })
  })
export type Scorecard = z.output<typeof Scorecard>
