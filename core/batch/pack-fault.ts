import { isPackKind, type PackKind } from './reference-pack.ts'

/** What is wrong in a file of a reference pack, as people are told it. `text`: what the reason names. */
const FAULTS = {
  LPR_NOT_IN_ORDER: /^LPR_NOT_IN_ORDER$/,
  LPR_TOO_LATE: /^no LPR published on or before (?<text>\S+)$/,
  YEARS_APART: /^years follow each other$/,
  DAY_OF_OTHER_YEAR: /^(?:(?<text>\S+) is of another year|DAY_OF_OTHER_YEAR)$/,
  DAY_TWICE: /^(?<text>\S+) is both off and worked$/,
  REGION_UNKNOWN: /^(?<text>\S+) names a code nobody knows$/,
  NAMED_NOWHERE: /^no (?:checklist|scorecard|parameters) (?<text>\S+)$/,
  ITEMS_LACKING: /^\S+ lacks (?<text>.+), which the lifecycle asks for$/,
  FIGURES_LACKING: /^(?:\S+ has )?no (?<text>.+) for [A-Z_]+(?:, which \S+ needs)?$/,
  VERSION_TAKEN: /^(?<text>\S+) stands in \S+ already$/,
  ONE_FILE: /^a table is one file$/,
  NAME_UNKNOWN: /^(?:unknown (?:predicate|party|signer|purpose|variable)|no such fact:|no item) (?<text>.+)$/,
  CALLED_TWICE: /^(?:duplicate item|two clauses are called) (?<text>\S+)$|^Map keys must be unique|^DUPLICATE_KEY$|^WORD_TWICE$|^CODE_TWICE$/,
  NOT_EXPECTED: /^Unrecognized keys?: (?<text>.+)$/,
  LEFT_OUT: /^Invalid input: expected .+, received undefined$/,
  NOT_ALLOWED: /^Invalid (?:input|option|string|value|key|element)/,
  OUT_OF_RANGE: /^Too (?:small|big)/,
  BINS: /^(?:FIRST_BIN_NOT_OPEN|LAST_BIN_NOT_OPEN|BINS_NOT_CONTIGUOUS|BIN_EMPTY|POINTS_OR_HARD|MAX_POINTS_DIFFER)$/,
  LIMITS_CROSSED: /^(?:maxFen is below minFen|maxMonths is below minMonths|DTI_LIMITS_CROSSED|PRICE_RANGE_EMPTY)$/,
  GRADES: /^(?:GRADES_NOT_IN_ORDER|GRADE_POINTS_NOT_FALLING|LOWEST_GRADE_NOT_OPEN|PRICE_ONLY_WHERE_LENDING)$/,
  CLAUSE_GAP: /^(?<text>\S+ \{\S+\}) is not said of every loan that brings the clause in$/,
  UNREADABLE: /^no JSON$/,
} as const
export const PACK_FAULTS = [...(Object.keys(FAULTS) as (keyof typeof FAULTS)[]), 'OTHER'] as const
export type PackFault = (typeof PACK_FAULTS)[number]

export interface PackFaultAt {
  readonly fault: PackFault
  /** What it is about, as the file writes it; '' where the reason names nothing. */
  readonly text: string
  /** The pack the file came with; null for a file of the program itself. */
  readonly pack: { readonly kind: PackKind; readonly version: number | null } | null
  /** Name of the file alone; '' where all files of the kind together do not hold. */
  readonly file: string
  /** From 1; null where none is told. */
  readonly line: number | null
  /** Where in the file, names and places joined by dots; '' for the file itself. */
  readonly path: string
}

const REFUSED = /^DATA_FILE_INVALID (?<file>\S+) (?<line>\d*) (?<path>\S*) ?(?<reason>.*)$/s

function packOf(file: string): Pick<PackFaultAt, 'pack' | 'file'> {
  const [, kind = '', version = '', name = ''] = /^([A-Z_]+)\.(\d+)\/(.+)$/.exec(file) ?? []
  if (isPackKind(kind)) return { pack: { kind, version: Number(version) }, file: name }
  return isPackKind(file) ? { pack: { kind: file, version: null }, file: '' } : { pack: null, file }
}

/**
 * Which fault the words of a check mean, and what they name.
 * @param at '' where the words are of the whole file: the YAML reader's, which stopped somewhere in it
 * @example faultOf('Unrecognized key: "rate"', 'tenor') // { fault: 'NOT_EXPECTED', text: '"rate"' }
 */
export function faultOf(words: string, at: string): { readonly fault: PackFault; readonly text: string } {
  for (const [fault, pattern] of Object.entries(FAULTS) as [keyof typeof FAULTS, RegExp][]) {
    const match = pattern.exec(words)
    if (match) return { fault, text: match.groups?.text ?? '' }
  }
  return { fault: at === '' ? 'UNREADABLE' : 'OTHER', text: '' }
}

/**
 * Reads the reason a branch keeps with a refused pack (`reasonOf`), and tells head office: code, file, line, place and the engine's own words.
 * Null for any other code.
 * @example packFaultOf('DATA_FILE_INVALID LPR.2/lpr.yaml 1 lpr no LPR published on or before 2026-01-19')?.fault // 'LPR_TOO_LATE'
 */
export function packFaultOf(reason: string): PackFaultAt | null {
  const found = REFUSED.exec(reason)?.groups
  if (!found) return null
  const { path = '', reason: words = '' } = found
  const place = packOf(found.file ?? '')
  const line = found.line === '' || place.file === '' ? null : Number(found.line)
  // Files that do not hold together have no file of their own, and no place.
  return { ...faultOf(words, path || (place.file === '' ? (found.file ?? '') : '')), ...place, line, path }
}
