export type TermValue = string | number | boolean | null

/** A field that says something else than before; null where it says nothing. @example { path: 'loan.payee.account', was: '…05', is: '…13' } */
export interface TermDifference {
  readonly path: string
  readonly was: TermValue
  readonly is: TermValue
}

/** Every value by its path; an empty list or a missing part is a value of its own. */
function leavesOf(value: unknown, path: string, leaves: Map<string, unknown>): Map<string, unknown> {
  const parts = value !== null && typeof value === 'object' ? Object.entries(value).filter(([, part]) => part !== undefined) : []
  if (parts.length === 0) return leaves.set(path, value)
  for (const [key, part] of parts) leavesOf(part, path === '' ? key : `${path}.${key}`, leaves)
  return leaves
}

const shown = (value: unknown): TermValue => (value === undefined || typeof value === 'object' ? null : (value as TermValue))

/**
 * Field by field what is no longer as it was; nothing exactly when both have the same seal text. Where a part came or went, each of its
 * fields is named.
 * @example termsDiffer({ loan: { amountFen: 1 } }, { loan: { amountFen: 2 } }) // [{ path: 'loan.amountFen', was: 1, is: 2 }]
 */
export function termsDiffer(was: object, is: object): readonly TermDifference[] {
  const [before, after] = [leavesOf(was, '', new Map()), leavesOf(is, '', new Map())]
  const goesOn = (path: string, leaves: ReadonlyMap<string, unknown>): boolean => [...leaves.keys()].some((other) => other.startsWith(`${path}.`))
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((path) => JSON.stringify(before.get(path)) !== JSON.stringify(after.get(path)) && !goesOn(path, before) && !goesOn(path, after))
    .map((path) => ({ path, was: shown(before.get(path)), is: shown(after.get(path)) }))
}
