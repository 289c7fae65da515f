import type { DateOnly } from '../kernel/calendar.ts'
import { daysBetween } from '../kernel/calendar.ts'
import type { ChecklistItem, Form } from './checklist.ts'
import type { Checkpoint } from './checkpoints.ts'
import { DEFECT_CODES, type DefectCode, type ItemState, type Verdict } from './item-state.ts'
import type { Party, SignerRole } from './parties.ts'

/**
 * One paper filed to an item: a scan, or (form S) a document or record this system made. `id` is its paper or document id.
 * `issuedOn` is the issue or closing date; null when the paper shows none. `expiresOn` null = does not expire.
 */
export interface Paper {
  readonly id: string
  readonly itemId: string
  readonly party: Party
  readonly form: Form
  readonly pages: number
  readonly issuedOn: DateOnly | null
  readonly expiresOn: DateOnly | null
  readonly signedBy: readonly SignerRole[]
  readonly verdict: Verdict
  readonly defects: readonly DefectCode[]
}

/** What a form may stand in for: an original serves wherever less would do; an unstamped copy never does (E10). */
const SERVES: Readonly<Record<Form, readonly Form[]>> = { O: ['O'], V: ['V', 'O'], C: ['C', 'V', 'O'], S: ['S', 'O'] }

const isStale = (code: DefectCode): boolean => code === 'E02' || code === 'E03'

function staleness(item: ChecklistItem, paper: Paper, dates: Readonly<Record<Checkpoint, DateOnly | null>>): DefectCode[] {
  return item.validity.flatMap((rule): DefectCode[] => {
    const judged = rule.at.map((checkpoint) => dates[checkpoint]).filter((date) => date !== null)
    if (rule.kind === 'EXPIRY') return judged.some((date) => paper.expiresOn !== null && paper.expiresOn < date) ? ['E02'] : []
    const { issuedOn } = paper
    return judged.some((date) => issuedOn === null || daysBetween(issuedOn, date) > rule.days) ? ['E03'] : []
  })
}

/** How one paper stands against its item. */
export interface PaperStanding {
  readonly paper: Paper
  readonly state: Extract<ItemState, 'UNCHECKED' | 'OK' | 'EXPIRED' | 'DEFECT'>
  readonly defects: readonly DefectCode[]
  readonly missingSigners: readonly SignerRole[]
}

/**
 * Judges a paper by what the system can see (E02, E03, E05, E06, E10, E12) on top of the checker's verdict.
 * An unchecked paper stays UNCHECKED whatever is already wrong with it, so that a notice never precedes the check.
 */
export function judgePaper(
  item: ChecklistItem,
  signers: readonly SignerRole[],
  paper: Paper,
  dates: Readonly<Record<Checkpoint, DateOnly | null>>,
  today: DateOnly,
): PaperStanding {
  const missingSigners = signers.filter((role) => !paper.signedBy.includes(role))
  const found = new Set<DefectCode>([...staleness(item, paper, dates), ...(paper.verdict === 'DEFECT' ? paper.defects : [])])
  if (paper.pages < item.pages) found.add('E05')
  if (missingSigners.length > 0) found.add('E06')
  if (![item.form, ...item.alsoForms].some((form) => SERVES[form].includes(paper.form))) found.add('E10')
  if (paper.issuedOn !== null && paper.issuedOn > today) found.add('E12')
  const defects = DEFECT_CODES.filter((code) => found.has(code))
  return { paper, state: stateOf(paper.verdict, defects), defects, missingSigners }
}

function stateOf(verdict: Verdict, defects: readonly DefectCode[]): PaperStanding['state'] {
  if (verdict === 'UNCHECKED') return 'UNCHECKED'
  if (defects.length === 0) return verdict
  return defects.every(isStale) ? 'EXPIRED' : 'DEFECT'
}

const RANK: Readonly<Record<PaperStanding['state'], number>> = { OK: 0, UNCHECKED: 1, EXPIRED: 2, DEFECT: 3 }

/** The paper that speaks for the item: the best one, so that filing one more never opens an item again. */
export function bestPaper(standings: readonly PaperStanding[]): PaperStanding | undefined {
  return standings.toSorted(
    (a, b) =>
      RANK[a.state] - RANK[b.state] ||
      a.defects.length - b.defects.length ||
      (b.paper.issuedOn ?? '').localeCompare(a.paper.issuedOn ?? '', 'en') ||
      (a.paper.id < b.paper.id ? -1 : 1),
  )[0]
}
