import { isOpen } from './item-state.ts'
import type { Party } from './parties.ts'
import { type CompletenessReport, itemKey, type ReportLine } from './report.ts'
import { type GateStage, stagesUpTo } from './stages.ts'

/** One paper of the smallest shortfall. */
export interface ShortfallPaper {
  readonly key: string
  readonly itemId: string
  readonly party: Party
  readonly cost: number
  /** Keys of the items it stands in for; empty when it is asked for itself. */
  readonly insteadOf: readonly string[]
}

export interface Shortfall {
  /** In checklist order, each paper once. */
  readonly papers: readonly ShortfallPaper[]
  readonly cost: number
}

type Option = readonly number[]
/** An open item: the sets of papers, by place in the report, each of which closes it. */
interface Need {
  readonly line: ReportLine
  readonly options: readonly Option[]
}

const isBetter = (a: readonly [number, readonly number[]], b: readonly [number, readonly number[]]): boolean => {
  if (a[0] !== b[0]) return a[0] < b[0]
  if (a[1].length !== b[1].length) return a[1].length < b[1].length
  const at = a[1].findIndex((place, index) => place !== b[1][index])
  return at >= 0 && (a[1][at] ?? 0) < (b[1][at] ?? 0)
}

function needsOf(report: CompletenessReport, upTo: GateStage): readonly Need[] {
  const places = new Map(report.lines.map((line, place) => [itemKey(line), place]))
  return report.lines.flatMap((line, place): Need[] => {
    if (line.severity !== 'BLOCK' || !isOpen(line.state) || !stagesUpTo(upTo).includes(line.stage)) return []
    const groups = line.alternatives.flatMap((group): Option[] => {
      const found = group.map((itemId) => places.get(itemKey({ itemId, party: line.party })))
      // a paper that nobody of this role can hand in is no way out
      return found.every((one) => one !== undefined) ? [found.filter((one) => report.lines[one]?.paperState !== 'OK')] : []
    })
    return [{ line, options: [[place], ...groups] }]
  })
}

/** The cheapest set that holds one option of every need: exact, by trying each option and dropping what is dearer than the best. */
function cheapest(needs: readonly Need[], costOf: (place: number) => number): readonly number[] {
  const chosen = new Set(needs.flatMap(({ options }) => (options.length === 1 ? (options[0] ?? []) : [])))
  const open = needs.filter(({ options }) => options.length > 1)
  let best: readonly [number, readonly number[]] | null = null
  const search = (at: number, taken: ReadonlySet<number>, cost: number): void => {
    if (best !== null && cost > best[0]) return
    const need = open[at]
    if (need === undefined) {
      const found = [cost, [...taken].toSorted((a, b) => a - b)] as const
      if (best === null || isBetter(found, best)) best = found
      return
    }
    for (const option of need.options) {
      const more = option.filter((place) => !taken.has(place))
      search(at + 1, new Set([...taken, ...more]), cost + more.reduce((sum, place) => sum + costOf(place), 0))
    }
  }
  search(
    0,
    chosen,
    [...chosen].reduce((sum, place) => sum + costOf(place), 0),
  )
  return (best as readonly [number, readonly number[]] | null)?.[1] ?? []
}

/**
 * The cheapest set of papers that closes every blocking item up to a stage: an item is closed by its own paper or by one of its
 * alternatives, and a paper that serves several counts once. Equal costs: fewer papers, then checklist order. Source: domain 2.2.6.
 * @example smallestShortfall(report, 'INTAKE').papers.map(({ key }) => key) // ['D201/SP', 'D304/B']
 */
export function smallestShortfall(report: CompletenessReport, upTo: GateStage = 'INTAKE'): Shortfall {
  const needs = needsOf(report, upTo)
  const costOf = (place: number): number => report.lines[place]?.effort ?? 0
  const places = cheapest(needs, costOf)
  const papers = places.flatMap((place): ShortfallPaper[] => {
    const line = report.lines[place]
    if (line === undefined) return []
    const insteadOf = needs
      .filter(({ line: need, options }) => !places.includes(options[0]?.[0] ?? -1) && isPartOf(need, line))
      .map(({ line: need }) => itemKey(need))
    return [{ key: itemKey(line), itemId: line.itemId, party: line.party, cost: line.effort, insteadOf }]
  })
  return { papers, cost: places.reduce((sum, place) => sum + costOf(place), 0) }
}

const isPartOf = (need: ReportLine, paper: ReportLine): boolean => need.party === paper.party && need.alternatives.some((group) => group.includes(paper.itemId))
