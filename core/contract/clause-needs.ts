import { type ClauseBook, chosenBy, variablesIn } from './clause-book.ts'
import { CLAUSE_FACTS, type ClauseFact, type ClauseVariable } from './clause-names.ts'
import type { PaperKind } from './paper-kinds.ts'

/** Of these facts exactly one holds of any loan. */
const ONE_OF: readonly (readonly ClauseFact[])[] = [
  ['entrusted', 'selfPaid', 'mixed'],
  ['floating', 'fixedRate'],
  ['conditions', 'noConditions'],
  ['specialTerms', 'noSpecialTerms'],
  ['court', 'arbitration'],
  ['prepaymentFee', 'noPrepaymentFee'],
  ['EPI', 'EP', 'IO', 'QIO', 'BUL'],
]
const SECURITIES: readonly ClauseFact[] = ['house', 'vehicle', 'pledge', 'guaranteed']

/** What only a slip or form of a loan that runs or ran says. */
const OF_FORMS: readonly ClauseVariable[] = [
  ...(['proofNo', 'settledOn', 'asOf', 'overdueDays', 'overduePrincipal', 'overdueInterest', 'overduePenalty'] as const),
  ...(['overdueTotal', 'overdueTotalWords', 'payBy'] as const),
]
const OF_HOUSE: readonly ClauseVariable[] = ['mortgageNo', 'titleNo', 'unitNo', 'houseAddress', 'area']
const OF_VEHICLE: readonly ClauseVariable[] = ['plate', 'vin', 'certificateNo', 'model', 'registeredOn']
const OF_PLEDGE: readonly ClauseVariable[] = ['pledgeDescription', 'pledgeDocument', 'pledgeObligorWord', 'pledgeObligor', 'pledgeMatures']
const OF_WORTH: readonly ClauseVariable[] = ['appraised', 'appraisedWords', 'priorDebt']
const OF_SUM: readonly ClauseVariable[] = ['secured', 'securedWords']

type Needs = ReadonlyMap<ClauseVariable, readonly ClauseFact[]>
const each = (names: readonly ClauseVariable[], facts: readonly ClauseFact[]): [ClauseVariable, readonly ClauseFact[]][] => names.map((name) => [name, facts])

/** What may stay empty on every contract, with the facts any of which fills it. */
const ALWAYS = [
  ...each(OF_FORMS, []),
  ...each(['businessName'], ['soleTrader', 'enterprise']),
  ...each(['uscc'], ['soleTrader', 'enterprise']),
  ...each(['conditions'], ['conditions']),
  ...each(['specialTerms'], ['specialTerms']),
  ...each(['repriceDay'], ['floating']),
  ...each(['payee', 'payeeAccount', 'payeeBank', 'payeeAmount', 'payeeAmountWords'], ['entrusted', 'mixed']),
  ...each(['guarantors'], ['guaranteed']),
  ...each(['ceiling', 'ceilingWords', 'ceilingFrom', 'ceilingTo'], ['maximum']),
]
const BY_HOUSE = each(OF_HOUSE, ['house'])
const OF_LOAN = [
  ...BY_HOUSE,
  ...each([...OF_WORTH, ...OF_SUM], ['house']),
  ...each(['securityNo', 'securityTitle'], SECURITIES),
  ...each(['securityRight'], ['house', 'vehicle', 'pledge']),
]
const GUARANTEED = [...ALWAYS, ...BY_HOUSE, ...each([...OF_VEHICLE, ...OF_PLEDGE, 'securityRight'], []), ...each(OF_WORTH, ['house'])]

const NEEDS: Readonly<Partial<Record<PaperKind, Needs>>> = {
  LOAN_CONTRACT: new Map([...ALWAYS, ...OF_LOAN, ...each([...OF_VEHICLE, ...OF_PLEDGE], [])]),
  MORTGAGE_CONTRACT: new Map([...ALWAYS, ...each([...OF_VEHICLE, ...OF_PLEDGE], [])]),
  VEHICLE_MORTGAGE: new Map([...ALWAYS, ...BY_HOUSE, ...each(OF_PLEDGE, [])]),
  PLEDGE_CONTRACT: new Map([...ALWAYS, ...BY_HOUSE, ...each(OF_VEHICLE, [])]),
  GUARANTEE_CONTRACT: new Map(GUARANTEED),
  COMPANY_GUARANTEE: new Map(GUARANTEED),
}

/** The fact that holds wherever the contract of a kind is made. */
const ITS_OWN: Readonly<Partial<Record<PaperKind, ClauseFact>>> = {
  MORTGAGE_CONTRACT: 'house',
  VEHICLE_MORTGAGE: 'vehicle',
  PLEDGE_CONTRACT: 'pledge',
  GUARANTEE_CONTRACT: 'guaranteed',
  COMPANY_GUARANTEE: 'guaranteed',
}

const namedIn = (conditions: readonly string[]): ClauseFact[] =>
  CLAUSE_FACTS.filter((fact) => conditions.some((text) => text.replace(/^!/, '').split('|').includes(fact)))

type Choice = readonly (ClauseFact | null)[]
/** No clause asks for so many facts at once that there are more combinations. */
const MOST_WORLDS = 1 << 16

/** What may vary where these facts are asked for. */
function choicesOf(asked: readonly ClauseFact[], kind: PaperKind): Choice[] {
  const groups = ONE_OF.filter((group) => group.some((fact) => asked.includes(fact)))
  const grouped = new Set(groups.flat())
  const single = [...new Set([...asked, ...(asked.includes('unsecured') ? SECURITIES : [])])].filter((fact) => fact !== 'unsecured' && !grouped.has(fact))
  return [...groups, ...single.map((fact) => (fact === ITS_OWN[kind] ? [fact] : [fact, null]))]
}

const countOf = (choices: readonly Choice[]): number => choices.reduce((product, { length }) => product * length, 1)

/** Every way in which facts may hold together, with what follows from them. */
function* worlds(choices: readonly Choice[], kind: PaperKind): Generator<ReadonlySet<ClauseFact>> {
  const count = countOf(choices)
  for (let n = 0; n < count; n++) {
    let rest = n
    const facts = new Set<ClauseFact>()
    for (const choice of choices) {
      const fact = choice[rest % choice.length]
      rest = Math.floor(rest / choice.length)
      if (fact) facts.add(fact)
    }
    if (!SECURITIES.some((fact) => facts.has(fact)) && ITS_OWN[kind] === undefined) facts.add('unsecured')
    yield facts
  }
}

export interface Unfilled {
  /** 'A01.2' */
  readonly clause: string
  readonly variable: ClauseVariable
}

/**
 * What a clause of a contract names although there are loans that bring the clause in and say nothing of it: no such contract could be made. Every
 * combination of the facts that its conditions ask for is tried; more of them than any clause needs are refused untried. Forms and slips are filled by what they are made for, and are not looked at.
 * @example unfilledIn(book) // [{ clause: 'A07.3', variable: 'plate' }]
 */
export function unfilledIn(book: ClauseBook): Unfilled[] {
  const needs = NEEDS[book.kind]
  if (!needs) return []
  return book.articles.flatMap(({ paragraphs }) =>
    paragraphs.flatMap(({ id, text, when = [] }) =>
      variablesIn(text).flatMap((variable) => {
        const filledBy = needs.get(variable)
        if (!filledBy) return []
        const choices = choicesOf([...new Set([...namedIn(when), ...filledBy])], book.kind)
        const open = (facts: ReadonlySet<ClauseFact>): boolean => chosenBy(when, facts) && !filledBy.some((fact) => facts.has(fact))
        const lacks = countOf(choices) > MOST_WORLDS || [...worlds(choices, book.kind)].some(open)
        return lacks ? [{ clause: id, variable }] : []
      }),
    ),
  )
}
