import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { Checklist } from '../../../core/completeness/checklist.ts'
import type { Paper } from '../../../core/completeness/paper.ts'
import { checkCompleteness, missingItems, openBlockers, openByStage, type ReportLine } from '../../../core/completeness/report.ts'
import type { GateStage } from '../../../core/completeness/stages.ts'
import { isWaived, type Waiver } from '../../../core/completeness/waiver.ts'
import { addDays } from '../../../core/kernel/calendar.ts'
import { decideTransition } from '../../../core/loan-case/decide-transition.ts'
import type { State } from '../../../core/loan-case/states.ts'
import { type Action, actionsFrom } from '../../../core/loan-case/transitions.ts'
import { registrationDue } from '../../../core/product/vocabulary.ts'
import { TRUTH_TABLE } from '../../fixtures/checklist/truth-table.ts'
import { inOrder, person, today } from './example-facts.ts'

const RUNS = process.env.TEST_FULL === '1' ? 3_000 : 150
const checklist = Checklist.parse(parse(readFileSync(join(import.meta.dirname, '../../../templates/checklists/first-loan.v2.yaml'), 'utf8')))
/** The gate behind a case by the state it has reached (rulings 2), written again here. */
const BEHIND: Partial<Record<State, GateStage>> = {
  ACCEPTED: 'INTAKE',
  REVIEW: 'SURVEY',
  COST_DISCLOSED: 'APPROVE',
  CONTRACTED: 'APPROVE',
  COLLATERAL: 'SIGN',
  READY: 'SIGN',
  DISBURSED: 'DISBURSE',
}

/** Ends and returns only shorten the walk. */
const BACKWARD: readonly Action[] = ['withdraw', 'reject', 'returnToSurvey', 'returnToReview', 'reapprove', 'escalate']

/** A paper for a line of the report: whole, or with one thing wrong with it. */
const paperFor = (line: ReportLine, serial: number, fault: string): Paper => ({
  id: `P${serial}`,
  itemId: line.itemId,
  party: line.party,
  form: fault === 'COPY' ? 'C' : 'O',
  pages: fault === 'PAGES' ? line.minPages - 1 : line.minPages,
  issuedOn: fault === 'OLD' ? addDays(today, -400) : today,
  expiresOn: fault === 'EXPIRED' ? addDays(today, -1) : addDays(today, 4_000),
  signedBy: fault === 'UNSIGNED' ? [] : line.signers,
  verdict: fault === 'UNCHECKED' ? 'UNCHECKED' : fault === 'BAD' ? 'DEFECT' : 'OK',
  defects: fault === 'BAD' ? ['E04'] : [],
})
const FAULTS = ['', '', '', '', 'UNCHECKED', 'BAD', 'UNSIGNED', 'OLD', 'EXPIRED', 'PAGES', 'COPY'] as const
type Move =
  | { readonly kind: 'FILE' | 'WAIVE'; readonly at: number; readonly fault: string }
  | { readonly kind: 'FILE_ALL' }
  | { readonly kind: 'ACT'; readonly at: number }
const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('FILE' as const), at: fc.nat(), fault: fc.constantFrom(...FAULTS) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('WAIVE' as const), at: fc.nat(), fault: fc.constant('') }) },
  { weight: 2, arbitrary: fc.constant({ kind: 'FILE_ALL' as const }) },
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('ACT' as const), at: fc.nat() }) },
)

it('lets no sequence of papers, waivers and actions past a gate while a blocking item of it or an earlier one is open', () => {
  let passed = 0
  fc.assert(
    fc.property(fc.constantFrom(...TRUTH_TABLE), fc.array(move, { minLength: 20, maxLength: 80 }), ({ facts }, moves) => {
      const papers: Paper[] = []
      const waivers: Waiver[] = []
      let state: State = 'DRAFT'
      for (const one of moves) {
        const report = checkCompleteness(checklist, facts, papers, { today }, waivers)
        const required = report.lines.filter((line) => line.required)
        const line = 'at' in one ? required[one.at % required.length] : undefined
        if (one.kind === 'FILE' && line) papers.push(paperFor(line, papers.length, one.fault))
        else if (one.kind === 'FILE_ALL')
          papers.push(...required.filter(({ state: now }) => now === 'MISSING').map((open, index) => paperFor(open, papers.length + index, '')))
        else if (one.kind === 'WAIVE' && line)
          waivers.push({ itemId: line.itemId, party: line.party, askedBy: person(1), grantedBy: person(2), reason: 'known', expiresOn: null })
        else if (one.kind === 'ACT') {
          const open = actionsFrom(state).filter((action) => !BACKWARD.includes(action))
          const action = open[one.at % open.length]
          if (action === undefined) continue
          const due = registrationDue(facts.security)
          const decided = decideTransition(state, action, {
            ...inOrder,
            openItems: openByStage(report),
            missingItems: missingItems(report),
            mortgageDue: due,
            registrationEffective: due,
            disclosureDue: facts.borrowerKind === 'PERSON' && facts.disclosureDue,
          })
          if (!decided.ok) continue
          const gate = decided.value === state ? undefined : BEHIND[decided.value]
          if (gate) {
            passed += 1
            expect(openBlockers(report, gate).map(({ itemId, party }) => `${itemId}/${party}`)).toEqual([])
            // a waiver never stands for what the law demands
            for (const { itemId, party, law, state: now } of report.lines) {
              const item = checklist.items.find(({ id }) => id === itemId)
              if (law) expect(now).not.toBe('WAIVED')
              if (now === 'WAIVED') expect(item && isWaived(item, party, waivers, today)).toBe(true)
            }
          }
          state = decided.value
        }
      }
    }),
    { numRuns: RUNS },
  )
  // the walk is worth something only if it gets through gates at all
  expect(passed).toBeGreaterThan(RUNS / 2)
})
