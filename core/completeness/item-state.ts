/** State of one item for one person. */
export const ITEM_STATES = ['MISSING', 'UNCHECKED', 'OK', 'DEFECT', 'WAIVED', 'NOT_APPLICABLE', 'EXPIRED'] as const
export type ItemState = (typeof ITEM_STATES)[number]

export const VERDICTS = ['UNCHECKED', 'OK', 'DEFECT'] as const
export type Verdict = (typeof VERDICTS)[number]

/**
 * Defects of domain 2.2.2: E01 missing, E02 expired, E03 too old, E04 name or number mismatch, E05 page missing,
 * E06 unsigned, E07 no or wrong seal, E08 no straddling seal, E09 alteration without confirmation, E10 copy not stamped
 * as agreeing with the original, E11 illegible scan, E12 amount or date inconsistent, E13 signed by proxy suspected,
 * E14 seal differs from specimen, E15 barcode or verify code failed.
 */
export const DEFECT_CODES = ['E01', 'E02', 'E03', 'E04', 'E05', 'E06', 'E07', 'E08', 'E09', 'E10', 'E11', 'E12', 'E13', 'E14', 'E15'] as const
export type DefectCode = (typeof DEFECT_CODES)[number]

/** What the customer or the bank does to close an item. */
export const REMEDIES = ['BRING', 'JUDGE', 'RENEW', 'SIGN', 'ADD_PAGES', 'SHOW_ORIGINAL', 'CORRECT'] as const
export type Remedy = (typeof REMEDIES)[number]

const REMEDY_OF: Readonly<Record<DefectCode, Remedy>> = {
  E01: 'BRING',
  E02: 'RENEW',
  E03: 'RENEW',
  E04: 'CORRECT',
  E05: 'ADD_PAGES',
  E06: 'SIGN',
  E07: 'SIGN',
  E08: 'SIGN',
  E09: 'CORRECT',
  E10: 'SHOW_ORIGINAL',
  E11: 'CORRECT',
  E12: 'CORRECT',
  E13: 'SIGN',
  E14: 'SIGN',
  E15: 'CORRECT',
}

/** Whether an item in this state keeps its gate shut (if it is a blocking one). @example isOpen('UNCHECKED') // true */
export const isOpen = (state: ItemState): boolean => state !== 'OK' && state !== 'WAIVED' && state !== 'NOT_APPLICABLE'

/** What would clear an item, in a fixed order and each once. @example remedies('DEFECT', ['E06', 'E02']) // ['RENEW', 'SIGN'] */
export function remedies(state: ItemState, defects: readonly DefectCode[]): readonly Remedy[] {
  if (state === 'MISSING') return ['BRING']
  if (!isOpen(state)) return []
  const needed = new Set<Remedy>(defects.map((code) => REMEDY_OF[code]))
  if (state === 'UNCHECKED') needed.add('JUDGE')
  return REMEDIES.filter((remedy) => needed.has(remedy))
}
