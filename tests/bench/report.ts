import type { BenchRow } from './row.ts'

const HEADER = [
  'Every figure is a ratio to a baseline measured in this same run, the two taking turns, so that other work on the machine weighs on both.',
  'Absolute values are for orientation only: compare ratios, never values of two runs. A ratio holds when it is at or under its target.',
]
const COLUMNS = ['name', 'value', 'unit', 'baseline', 'ratio', 'target', 'holds'] as const
const SAID = new Map<boolean | null, string>([
  [true, 'yes'],
  [false, 'NO'],
  [null, '-'],
])

const figure = (value: number | null): string => (value === null ? '-' : value.toFixed(value >= 100 ? 0 : value >= 10 ? 1 : 2))
const cells = ({ name, value, unit, baseline, ratio, target, holds }: BenchRow): string[] => [
  name,
  figure(value),
  unit,
  figure(baseline),
  figure(ratio),
  target === null ? '-' : `<= ${target}`,
  SAID.get(holds) ?? '-',
]

/** The table as text, names to the left and figures to the right. */
export function table(rows: readonly BenchRow[]): string {
  const lines = [[...COLUMNS], ...rows.map(cells)]
  const widths = COLUMNS.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)))
  const laidOut = lines.map((line) => line.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  '))
  const judged = rows.filter(({ holds }) => holds !== null)
  const met = judged.filter(({ holds }) => holds)
  return [...HEADER, '', ...laidOut, '', `${met.length} of ${judged.length} targets hold.`].join('\n')
}
