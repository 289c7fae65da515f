import type { CaseFacts } from './facts.ts'
import { PREDICATES, type PredicateName } from './predicates.ts'

/** All of `all`, and at least one of `any` when `any` is not empty; a list inside `any` holds when all of it does. */
export interface Condition {
  readonly all: readonly PredicateName[]
  readonly any: readonly (PredicateName | readonly PredicateName[])[]
}

/** `why`: the predicates that hold and make it required; `whyNot`: those that failed it. */
export interface Judgement {
  readonly required: boolean
  readonly why: readonly PredicateName[]
  readonly whyNot: readonly PredicateName[]
}

const listOf = (choice: PredicateName | readonly PredicateName[]): readonly PredicateName[] => (typeof choice === 'string' ? [choice] : choice)
const once = (names: readonly PredicateName[]): readonly PredicateName[] => [...new Set(names)]

/**
 * Whether a condition holds, and because of what.
 * @example judge({ all: [], any: ['SINGLE', 'DIVORCED'] }, facts) // { required: true, why: ['DIVORCED'], whyNot: [] }
 * @example judge({ all: [], any: [['MORTGAGE_RE', 'NON_RESIDENTIAL'], 'MORTGAGE_VEH'] }, facts)
 */
export function judge(condition: Condition, facts: CaseFacts): Judgement {
  const fails = (name: PredicateName): boolean => !PREDICATES[name](facts)
  const failed = condition.all.filter(fails)
  const choices = condition.any.map(listOf)
  const chosen = choices.filter((names) => !names.some(fails))
  const noneOfAny = choices.length > 0 && chosen.length === 0
  if (failed.length > 0 || noneOfAny) return { required: false, why: [], whyNot: once([...failed, ...(noneOfAny ? choices.flat().filter(fails) : [])]) }
  return { required: true, why: once([...condition.all, ...chosen.flat()]), whyNot: [] }
}
