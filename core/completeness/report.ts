import { addDays, type DateOnly } from '../kernel/calendar.ts'
import type { Checklist, ChecklistItem, Form, ItemParty } from './checklist.ts'
import { type CheckDates, checkpointDates } from './checkpoints.ts'
import { type Judgement, judge } from './condition.ts'
import { effortOf } from './effort.ts'
import { type CaseFacts, peopleOf } from './facts.ts'
import { type DefectCode, type ItemState, isOpen, type Remedy, remedies } from './item-state.ts'
import { bestPaper, judgePaper, type Paper, type PaperStanding } from './paper.ts'
import { isCounted, type Party, type People, partiesOf, requiredSigners, roleOf, type SignerRole } from './parties.ts'
import type { PredicateName } from './predicates.ts'
import { type GateStage, type Stage, stagesUpTo } from './stages.ts'
import { isWaived, type Waiver } from './waiver.ts'

/** How one item stands for one person of the case. */
export interface ReportLine {
  readonly itemId: string
  readonly party: Party
  readonly name: ChecklistItem['name']
  readonly stage: Stage
  readonly severity: ChecklistItem['severity']
  readonly form: Form
  readonly law: boolean
  readonly required: boolean
  /** The facts that make it required, or (whyNot) that fail to. */
  readonly why: readonly PredicateName[]
  readonly whyNot: readonly PredicateName[]
  readonly state: ItemState
  readonly defects: readonly DefectCode[]
  readonly signers: readonly SignerRole[]
  readonly missingSigners: readonly SignerRole[]
  readonly paperId: string | null
  readonly pages: number
  /** Fewest pages the paper must have. */
  readonly minPages: number
  /** Good today, but the document runs out within 90 days (domain 2, D102). */
  readonly expiresSoon: boolean
  /** POST items: the day it is due, once disbursed. */
  readonly dueOn: DateOnly | null
  readonly remedies: readonly Remedy[]
  /** Groups of other items that would clear this one as well, each whole ("A or (B and C)"). */
  readonly alternatives: readonly (readonly string[])[]
  /** The group whose papers stand in for this one's; empty when it stands by its own or not at all. */
  readonly clearedBy: readonly string[]
  /** How the best paper filed stands by itself, whether it is required or not; null when none came. */
  readonly paperState: PaperStanding['state'] | null
  /** What making this paper good costs the customer (`effortOf`). */
  readonly effort: number
}

export interface CompletenessReport {
  /** Version of the checklist it was checked against. */
  readonly checklist: string
  readonly lines: readonly ReportLine[]
}

const EXPIRES_SOON_DAYS = 90

/** An item and one role of it judged together: what fails either keeps the sheet out. */
function judgeFor(item: ChecklistItem, role: ItemParty | undefined, facts: CaseFacts): Judgement {
  const whole = judge(item.when, facts)
  if (!whole.required || !role?.when) return whole
  const own = judge(role.when, facts)
  return own.required ? { ...whole, why: [...new Set([...whole.why, ...own.why])] } : own
}

/**
 * Checklist × papers: what the case needs, why, and how each item stands for each person, judged at the dates passed.
 * The order of `papers` and `waivers` never matters. Source: domain 2, 2.2; rulings 13.
 * @example checkCompleteness(checklist, facts, papers, { today }).lines.filter((line) => isOpen(line.state))
 */
export function checkCompleteness(
  checklist: Checklist,
  facts: CaseFacts,
  papers: readonly Paper[],
  on: CheckDates,
  waivers: readonly Waiver[] = [],
): CompletenessReport {
  const people = peopleOf(facts)
  const dates = checkpointDates(on)
  const items = new Map(checklist.items.map((item) => [item.id, item]))
  const filed = byKey(papers)

  const standingOf = (item: ChecklistItem, party: Party): PaperStanding | undefined => {
    const sheets = filed.get(itemKey({ itemId: item.id, party }))
    if (sheets === undefined) return undefined
    const signers = requiredSigners(item.signers, party, people)
    return bestPaper(sheets.map((paper) => judgePaper(item, signers, paper, dates, on.today)))
  }
  const good = (itemId: string, party: Party): boolean => {
    const item = items.get(itemId)
    return item !== undefined && standingOf(item, party)?.state === 'OK'
  }

  const line = (item: ChecklistItem, party: Party): ReportLine => {
    const judgement = judgeFor(
      item,
      item.parties.find(({ role }) => role === roleOf(party)),
      facts,
    )
    const signers = requiredSigners(item.signers, party, people)
    const best = standingOf(item, party)
    const clearedBy = best?.state === 'OK' ? [] : (item.orElse.find((group) => group.every((id) => good(id, party))) ?? [])
    const standsBy = best?.state === 'OK' || clearedBy.length > 0
    const waived = !standsBy && isWaived(item, party, waivers, on.today)
    const state: ItemState = !judgement.required ? 'NOT_APPLICABLE' : waived ? 'WAIVED' : standsBy ? 'OK' : (best?.state ?? 'MISSING')
    const defects: readonly DefectCode[] = state === 'MISSING' ? ['E01'] : isOpen(state) ? (best?.defects ?? []) : []
    const expiresOn = item.validity.some((rule) => rule.kind === 'EXPIRY') ? (best?.paper.expiresOn ?? null) : null
    return {
      itemId: item.id,
      party,
      name: item.name,
      stage: item.stage,
      severity: item.severity,
      form: item.form,
      law: item.law,
      ...judgement,
      state,
      defects,
      signers,
      missingSigners: isOpen(state) ? (best?.missingSigners ?? signers) : [],
      paperId: best?.paper.id ?? null,
      pages: best?.paper.pages ?? 0,
      minPages: item.pages,
      expiresSoon: state === 'OK' && expiresOn !== null && expiresOn <= addDays(on.today, EXPIRES_SOON_DAYS),
      dueOn: item.dueDays !== undefined && on.disbursementOn !== undefined ? addDays(on.disbursementOn, item.dueDays) : null,
      remedies: remedies(state, defects),
      alternatives: item.orElse,
      clearedBy: judgement.required ? clearedBy : [],
      paperState: best?.state ?? null,
      effort: effortOf({
        form: item.form,
        signers,
        effort: item.effort,
        paperState: best?.state ?? null,
        remedies: best ? remedies(best.state, best.defects) : ['BRING'],
      }),
    }
  }

  return {
    checklist: checklist.version,
    lines: checklist.items.flatMap((item) => partiesIn(item, facts, people).map((party) => line(item, party))),
  }
}

function byKey(papers: readonly Paper[]): ReadonlyMap<string, readonly Paper[]> {
  const groups = new Map<string, Paper[]>()
  for (const paper of papers) {
    const group = groups.get(itemKey(paper))
    if (group) group.push(paper)
    else groups.set(itemKey(paper), [paper])
  }
  return groups
}

/** For whom an item may be asked. Where nobody of a role that counts is named yet it still stands, so that it cannot vanish. */
function partiesIn(item: ChecklistItem, facts: CaseFacts, people: People): readonly Party[] {
  const counts = item.parties.filter(({ when }) => when === null || judge(when, facts).required).map(({ role }) => role)
  const parties = partiesOf(
    people,
    item.parties.map(({ role }) => role),
  )
  if (counts.length === 0 || parties.some((party) => counts.includes(roleOf(party)))) return parties
  const [first = 'B'] = counts
  return [...parties, isCounted(first) ? `${first}1` : first]
}

/** 'D301/B': one item for one person, as refusals and notices name it. */
export const itemKey = (line: { readonly itemId: string; readonly party: Party }): string => `${line.itemId}/${line.party}`

/** Open blocking items of each stage by themselves: the facts that the gates of `core/loan-case` read. */
export function openByStage(report: CompletenessReport): Readonly<Record<Stage, readonly string[]>> {
  const open = (stage: Stage): readonly string[] =>
    report.lines.filter((line) => line.stage === stage && line.severity === 'BLOCK' && isOpen(line.state)).map(itemKey)
  return { INTAKE: open('INTAKE'), SURVEY: open('SURVEY'), APPROVE: open('APPROVE'), SIGN: open('SIGN'), DISBURSE: open('DISBURSE'), POST: open('POST') }
}

/** Required items for which no paper has come at all: what keeps an application from being submitted (domain 1.4, row 2). */
export const missingItems = (report: CompletenessReport): readonly string[] => report.lines.filter((line) => line.state === 'MISSING').map(itemKey)

/** Open blocking items of a gate's own and earlier stages (rulings 2). @example openBlockers(report, 'INTAKE') // [] when it may be accepted */
export const openBlockers = (report: CompletenessReport, gate: GateStage): readonly ReportLine[] =>
  report.lines.filter((line) => line.severity === 'BLOCK' && isOpen(line.state) && stagesUpTo(gate).includes(line.stage))

/** Counts for the list and the summary. WARN items count as well. */
export function countItems(report: CompletenessReport): { readonly required: number; readonly ok: number; readonly waived: number; readonly open: number } {
  const required = report.lines.filter((line) => line.required)
  const count = (state: ItemState): number => required.filter((line) => line.state === state).length
  return { required: required.length, ok: count('OK'), waived: count('WAIVED'), open: required.filter((line) => isOpen(line.state)).length }
}
