import { isOpen } from '../completeness/item-state.ts'
import type { CompletenessReport, ReportLine } from '../completeness/report.ts'
import { type GateStage, stagesUpTo } from '../completeness/stages.ts'
import type { State } from './states.ts'

const NEXT_GATE: Partial<Record<State, GateStage>> = {
  DRAFT: 'INTAKE',
  DOC_CHECK: 'INTAKE',
  DEFICIENT: 'INTAKE',
  ACCEPTED: 'SURVEY',
  SURVEY: 'SURVEY',
  SCORED: 'SURVEY',
  REVIEW: 'APPROVE',
  APPROVAL: 'APPROVE',
  HO_PENDING: 'APPROVE',
  COST_DISCLOSED: 'SIGN',
  CONTRACTED: 'SIGN',
  COLLATERAL: 'DISBURSE',
  READY: 'DISBURSE',
}

/** The gate a case of this state comes to next (rulings 2); null once the money is out or the case has ended. @example nextGate('SURVEY') // 'SURVEY' */
export const nextGate = (state: State): GateStage | null => NEXT_GATE[state] ?? null

/** Required items of the next gate and those before it that are open: what the case is stuck on. Empty when no gate lies ahead. */
export function openBeforeNextGate(report: CompletenessReport, state: State): readonly ReportLine[] {
  const gate = nextGate(state)
  if (gate === null) return []
  const stages = stagesUpTo(gate)
  return report.lines.filter((line) => line.required && isOpen(line.state) && stages.includes(line.stage))
}

/**
 * How many papers of the next gate are missing, how many have a defect or have run out, and how many keep the gate shut.
 * @example paperTrouble(report, 'DOC_CHECK') // { missing: 2, rejected: 1, blocking: 3 }
 */
export function paperTrouble(report: CompletenessReport, state: State): { readonly missing: number; readonly rejected: number; readonly blocking: number } {
  const open = openBeforeNextGate(report, state)
  return {
    missing: open.filter((line) => line.state === 'MISSING').length,
    rejected: open.filter((line) => line.state === 'DEFECT' || line.state === 'EXPIRED').length,
    blocking: open.filter((line) => line.severity === 'BLOCK').length,
  }
}
