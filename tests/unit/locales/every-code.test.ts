import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { DUTIES } from '../../../core/approval/four-eyes.ts'
import { ACTION_RULES } from '../../../core/bridge/actions.ts'
import { calls } from '../../../core/bridge/bridge.ts'
import { COMMANDS } from '../../../core/bridge/commands.ts'
import { DEFECT_CODES, ITEM_STATES } from '../../../core/completeness/item-state.ts'
import { PREDICATES } from '../../../core/completeness/predicates.ts'
import { PAPER_KINDS } from '../../../core/contract/paper-kinds.ts'
import { CONDITION_CODES } from '../../../core/disbursement/conditions.ts'
import { ERROR_CODES } from '../../../core/errors.ts'
import { ISSUE_CODES } from '../../../core/intake/issues.ts'
import { ROLES } from '../../../core/kernel/people.ts'
import { MILESTONES } from '../../../core/loan-case/gate-facts.ts'
import { STATES, STEPS } from '../../../core/loan-case/states.ts'
import { DAY_BLOCKER_CODES } from '../../../core/people/business-day.ts'
import { REASON_CODES } from '../../../core/product/reason-codes.ts'
import { locales } from './flatten.ts'

/** The issue codes that the schemas of `core/` give as messages: the quoted capitals beside a rule. */
function schemaCodes(): readonly string[] {
  const files = ['kernel/schema.ts', 'intake/application.ts', 'investigation/survey.ts', ...readdirSync(core('bridge')).map((name) => `bridge/${name}`)]
  const rule = /\.(?:min|max|int|regex|refine)\([^\n]*?'([A-Z][A-Z_]+)'\)/g
  return files.flatMap((file) => [...readFileSync(core(file), 'utf8').matchAll(rule)].map(([, code]) => code ?? ''))
}
const core = (file: string): string => join(import.meta.dirname, '../../../core', file)

function characteristicCodes(): readonly string[] {
  const folder = join(import.meta.dirname, '../../../templates/scorecards')
  const cards = readdirSync(folder).map((name): { characteristics: { code: string }[] } => parse(readFileSync(join(folder, name), 'utf8')))
  return [...new Set(cards.flatMap((card) => card.characteristics.map(({ code }) => code)))]
}

const groups: readonly (readonly [string, string, readonly string[]])[] = [
  ['refusal', 'errors', ERROR_CODES],
  ['action', 'actions', Object.keys(ACTION_RULES)],
  ['key of the counter', 'commands', COMMANDS],
  ['state', 'states', STATES],
  ['step', 'steps', STEPS],
  ['role', 'roles', ROLES],
  ['duty', 'duties', DUTIES],
  ['milestone', 'milestones', MILESTONES],
  ['condition of release', 'conditions', CONDITION_CODES],
  ['item state', 'itemStates', ITEM_STATES],
  ['defect', 'defects', DEFECT_CODES],
  ['reason for an item', 'reasons', Object.keys(PREDICATES)],
  ['printed paper', 'documents', PAPER_KINDS],
  ['channel in the audit log', 'audit', Object.keys(calls)],
  ['reason for declining', 'refusalReasons', REASON_CODES],
  ['row of a scorecard', 'scoreCharacteristics', characteristicCodes()],
  ['thing that holds the day open', 'blockers', DAY_BLOCKER_CODES],
  ['field issue', 'issues', [...ISSUE_CODES, ...schemaCodes()]],
]

describe.each(groups)('every %s has a word', (_name, place, codes) => {
  it.each(Object.entries(locales))('in %s', (_locale, messages) => {
    expect(codes.length).toBeGreaterThan(2)
    expect(codes.filter((code) => !messages.has(`${place}.${code}`))).toEqual([])
  })
})
