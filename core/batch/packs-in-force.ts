import { orderOfKind, type PackState } from './reference-pack.ts'

interface Standing {
  readonly kind: string
  readonly version: number
  readonly state: PackState
}
const RANK: Readonly<Partial<Record<PackState, number>>> = { REPLACED: 0, IN_FORCE: 1 }

/** In which order packs come into force: with those they name before them, an older one before a newer. */
export const byTurn = (a: Omit<Standing, 'state'>, b: Omit<Standing, 'state'>): number => orderOfKind(a.kind) - orderOfKind(b.kind) || a.version - b.version

/**
 * Everything that is or was in force, what is in force last: a case keeps the versions it was decided under.
 * @example everInForce([{ kind: 'LPR', version: 2, state: 'IN_FORCE' }, { kind: 'LPR', version: 1, state: 'REPLACED' }])[0]?.version // 1
 */
export const everInForce = <P extends Standing>(packs: readonly P[]): P[] =>
  packs.filter(({ state }) => RANK[state] !== undefined).sort((a, b) => (RANK[a.state] ?? 0) - (RANK[b.state] ?? 0) || byTurn(a, b))

/**
 * What stands once a pack has come into force: the one of its kind before it is replaced. What head office said later stands: a pack
 * prepared before that does not take its place when its own day comes, and is replaced from the start.
 * @example withNewer([], { kind: 'LPR', version: 1, state: 'WAITING' })[0]?.state // 'IN_FORCE'
 */
export function withNewer<P extends Standing>(standing: readonly P[], pack: P): P[] {
  const late = standing.some(({ kind, version, state }) => kind === pack.kind && state === 'IN_FORCE' && version > pack.version)
  const rest = late ? standing : standing.map((one) => (one.kind === pack.kind ? { ...one, state: 'REPLACED' as const } : one))
  return everInForce([...rest, { ...pack, state: late ? ('REPLACED' as const) : ('IN_FORCE' as const) }])
}

/** One pack, and what it is to be put together with: itself among those that hold. */
export interface Trial<P> {
  readonly pack: P
  readonly together: readonly P[]
}

/**
 * Which of the packs that were in force no longer hold beside the program: each is tried with those that do, and those that do not once more
 * while that brings another in, since one may name what stands behind it. It says what to put together and is told whether that holds.
 * @param packs as `everInForce` orders them
 * @example misfits(packs).next().value // { pack: packs[0], together: [packs[0]] }
 */
export function* misfits<P>(packs: readonly P[]): Generator<Trial<P>, readonly P[], boolean> {
  let holding: readonly P[] = []
  let left = packs
  for (let before = left.length + 1; left.length < before; ) {
    before = left.length
    const still: P[] = []
    for (const pack of left) {
      const together = packs.filter((one) => one === pack || holding.includes(one))
      if (yield { pack, together }) holding = together
      else still.push(pack)
    }
    left = still
  }
  return left
}
