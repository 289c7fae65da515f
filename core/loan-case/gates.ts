import { type GateStage, type Stage, stagesUpTo } from '../completeness/stages.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'

/** Papers without which an application is not even submitted (domain 1.4, row 2). */
export const SUBMISSION_ITEMS = ['D101', 'D113', 'D201', 'D203'] as const
/** The cost disclosure table: checked on its own before the contract (rulings 2). */
export const DISCLOSURE_ITEM = 'D204'

type OpenItems = Readonly<Record<Stage, readonly string[]>>

const itemOf = (key: string): string => key.split('/')[0] ?? key

/** Open blocking items of a gate's own and earlier stages; POST never counts. @example blockersAt('INTAKE', open) */
export const blockersAt = (gate: GateStage, open: OpenItems): readonly string[] => stagesUpTo(gate).flatMap((stage) => open[stage])

/** Refuses GATE_CLOSED with the items that keep it shut. */
export function checkGate(gate: GateStage, open: OpenItems): Result<true> {
  const items = blockersAt(gate, open)
  return items.length === 0 ? ok(true) : refuse('GATE_CLOSED', { gate, items })
}

/** The keys of the named items. @example amongItems(['D101'], ['D101/B', 'D102/B']) // ['D101/B'] */
export const amongItems = (itemIds: readonly string[], keys: readonly string[]): readonly string[] => keys.filter((key) => itemIds.includes(itemOf(key)))
