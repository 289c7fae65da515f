/** When an item must be complete (domain 2): the gates of rulings 2 in order. POST items never block. */
export const STAGES = ['INTAKE', 'SURVEY', 'APPROVE', 'SIGN', 'DISBURSE', 'POST'] as const
export type Stage = (typeof STAGES)[number]

/** Stages that have a gate. */
export type GateStage = Exclude<Stage, 'POST'>

/**
 * The stages whose blocking items a gate looks at: its own and the earlier ones (rulings 2).
 * @example stagesUpTo('APPROVE') // ['INTAKE', 'SURVEY', 'APPROVE']
 */
export const stagesUpTo = (gate: GateStage): readonly Stage[] => STAGES.slice(0, STAGES.indexOf(gate) + 1)
