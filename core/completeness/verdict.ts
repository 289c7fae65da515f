import { ok, type Result, refuse } from '../kernel/result.ts'
import { DEFECT_CODES, type DefectCode, type Verdict } from './item-state.ts'

/**
 * Whether a checker may give this verdict: a refused paper names what is wrong, a good or unjudged one nothing.
 * E01 (missing) is never a checker's finding. Returns the codes in order, each once.
 * Refuses VERDICT_UNEXPLAINED, VERDICT_CONTRADICTORY, DEFECT_CODE_UNKNOWN.
 * @example checkVerdict('DEFECT', ['E06']) // ok: ['E06']
 */
export function checkVerdict(verdict: Verdict, codes: readonly string[]): Result<readonly DefectCode[]> {
  const unknown = codes.find((code) => code === 'E01' || !(DEFECT_CODES as readonly string[]).includes(code))
  if (unknown !== undefined) return refuse('DEFECT_CODE_UNKNOWN', { defect: unknown })
  if (verdict === 'DEFECT' && codes.length === 0) return refuse('VERDICT_UNEXPLAINED')
  if (verdict !== 'DEFECT' && codes.length > 0) return refuse('VERDICT_CONTRADICTORY', { verdict })
  return ok(DEFECT_CODES.filter((code) => codes.includes(code)))
}
