import type { CaseId } from '../../../core/kernel/ids.ts'
import { ok, type Result } from '../../../core/kernel/result.ts'
import { type ContractClauses, contractClauses } from '../../services/clause-list.ts'
import type { Counter } from '../counter.ts'
import { openStanding } from './standing-terms.ts'

export interface ClauseList {
  /** True: the contracts are on paper, and these are its clauses as the book in force words them. */
  readonly drawnUp: boolean
  readonly papers: readonly ContractClauses[]
}

/** Which clauses the contracts of a case carry, why, and what is still missing (S16). Refuses CASE_NOT_FOUND, APPROVAL_MISSING, TERMS_INVALID. */
export const listClauses = (counter: Counter, caseId: CaseId): Promise<Result<ClauseList>> =>
  counter.database.read(async (reader) => {
    const standing = await openStanding(counter, reader, caseId)
    if (!standing.ok) return standing
    const { contract, terms } = standing.value
    return ok({ drawnUp: contract !== null, papers: contractClauses(terms, counter.packs.clauses) })
  })
