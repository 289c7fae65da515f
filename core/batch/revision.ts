/**
 * Revisions of one epoch: far more than a case ever has. A branch may have a hundred epochs before a record line refuses the revision.
 */
const OF_AN_EPOCH = 10_000

/** The revision before the first of an epoch. @example revisionsBefore(1) // 0 */
export const revisionsBefore = (epoch: number): number => (epoch - 1) * OF_AN_EPOCH

/**
 * The revision a record of a case gets. Those of an epoch stand above all of earlier ones: a restored branch has forgotten revisions that head office
 * holds, and would give them again to something else (ADR 0149).
 * @param last the last revision the branch knows of the record, or null
 * @param epoch the epoch it will go up in
 * @example nextRevision(3, 1) // 4
 * @example nextRevision(3, 2) // 10_001
 */
export const nextRevision = (last: number | null, epoch: number): number => Math.max(last ?? 0, revisionsBefore(epoch)) + 1

/** The revision as a person counts it, within its epoch. @example countedRevision(10_001) // 1 */
export const countedRevision = (rev: number): number => ((rev - 1) % OF_AN_EPOCH) + 1
