import type { Application } from '../intake/application.ts'
import { partyPeople } from '../intake/party-people.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import { comparedPaths, type EnteredField, valueAt } from './entered-fields.ts'

/** One field as it was entered and as the paper says. */
export interface Correction {
  readonly path: string
  readonly before: EnteredField['value']
  readonly after: EnteredField['value']
}
export interface Corrected {
  /** The whole form with the correction in it, to be checked like one submitted anew. */
  readonly body: Readonly<Record<string, unknown>>
  readonly corrections: readonly Correction[]
}

/** A copy of `node` in which `value` stands at `keys`. */
function withValue(node: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value
  if (Array.isArray(node)) return node.map((inner: unknown, index) => (index === Number(key) ? withValue(inner, rest, value) : inner))
  return { ...(node as object), [key]: withValue((node as Readonly<Record<string, unknown>>)[key], rest, value) }
}

/** The same field of the same person elsewhere in the form: a spouse who owns the house too is one person. */
function placesOf(application: Application, path: string): readonly string[] {
  const people = partyPeople(application)
  const at = people.find((one) => path.startsWith(`${one.path}.`) && !path.slice(one.path.length + 1).includes('.'))
  if (!at) return [path]
  const field = path.slice(at.path.length + 1)
  const same = people.filter(({ person }) => person.idNumber === at.person.idNumber && person.name === at.person.name)
  return same.map((one) => `${one.path}.${field}`)
}

/**
 * Puts right what a paper shows to be entered wrongly: one field, wherever the same person stands. The papers and their verdicts stay.
 * Refuses FIELD_INVALID for a field that no paper bears out, NOTHING_CORRECTED where the value is the same.
 * @example correctEntered(application, { path: 'business.address', value: '文三路 295 号' })
 */
export function correctEntered(application: Application, { path, value }: EnteredField): Result<Corrected> {
  if (!comparedPaths(application).has(path)) return refuse('FIELD_INVALID', { field: path, reason: 'FIELD_INVALID' })
  const places = placesOf(application, path)
  const corrections = places.map((place) => ({ path: place, before: valueAt(application, place) ?? null, after: value }))
  if (corrections.every(({ before }) => before === value)) return refuse('NOTHING_CORRECTED', { field: path })
  const body = places.reduce<unknown>((form, place) => withValue(form, place.split('.'), value), application)
  return ok({ body: body as Corrected['body'], corrections })
}
