/** One line of the bench. House law: speed is a ratio against a baseline measured in the same run, never a time of its own. */
export interface BenchRow {
  readonly name: string
  readonly value: number | null
  readonly unit: string
  /** What `value` is compared with, in the same unit; null where it cannot be had here. */
  readonly baseline: number | null
  readonly ratio: number | null
  /** The ratio may be at most this; null for a row that only informs. */
  readonly target: number | null
  /** Whether the target was met; null without a ratio or a target. */
  readonly holds: boolean | null
}

export interface Measured {
  readonly name: string
  readonly unit: string
  readonly value: number | null
  readonly baseline: number | null
  readonly target: number | null
}

/** @example row({ name: 'search', unit: 'ms', value: 3, baseline: 2, target: 3 }).ratio // 1.5 */
export function row({ name, unit, value, baseline, target }: Measured): BenchRow {
  const ratio = value === null || baseline === null || baseline === 0 ? null : value / baseline
  return { name, value, unit, baseline, ratio, target, holds: ratio === null || target === null ? null : ratio <= target }
}

/** The middle value. @throws RangeError for none */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.slice((sorted.length - 1) >> 1, (sorted.length >> 1) + 1)
  if (middle.length === 0) throw new RangeError('no values')
  return middle.reduce((sum, value) => sum + value, 0) / middle.length
}
