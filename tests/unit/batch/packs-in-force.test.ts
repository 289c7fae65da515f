import { describe, expect, it } from 'vitest'
import { everInForce, misfits, withNewer } from '../../../core/batch/packs-in-force.ts'
import type { PackState } from '../../../core/batch/reference-pack.ts'

const pack = (kind: string, version: number, state: PackState = 'IN_FORCE') => ({ kind, version, state })
const named = (packs: readonly { kind: string; version: number; state?: PackState }[]) =>
  packs.map(({ kind, version, state }) => `${kind} ${version}${state ? ` ${state}` : ''}`)
/** Runs the trials by a rule. @returns what was tried and what does not hold */
function run(packs: readonly ReturnType<typeof pack>[], holds: (kinds: readonly string[]) => boolean) {
  const tried: string[] = []
  const asking = misfits(packs)
  let step = asking.next()
  while (!step.done) {
    const kinds = step.value.together.map(({ kind }) => kind)
    tried.push(kinds.join('+'))
    step = asking.next(holds(kinds))
  }
  return { tried, left: step.value.map(({ kind }) => kind) }
}

describe('what no longer holds after an upgrade', () => {
  it('is left out alone, and what holds is tried with what held before it', () => {
    const packs = [pack('CLAUSES', 1), pack('LPR', 1), pack('AUTHORITY', 1)]
    expect(run(packs, (kinds) => !kinds.includes('LPR'))).toEqual({
      tried: ['CLAUSES', 'CLAUSES+LPR', 'CLAUSES+AUTHORITY', 'CLAUSES+LPR+AUTHORITY'],
      left: ['LPR'],
    })
  })

  it('is not what names a pack that stands behind it', () => {
    const packs = [pack('PRODUCTS', 1), pack('CHECKLISTS', 1)]
    const holds = (kinds: readonly string[]) => !kinds.includes('PRODUCTS') || kinds.includes('CHECKLISTS')
    expect(run(packs, holds)).toEqual({ tried: ['PRODUCTS', 'CHECKLISTS', 'PRODUCTS+CHECKLISTS'], left: [] })
  })

  it('is nothing where nothing came from head office', () => {
    expect(run([], () => false)).toEqual({ tried: [], left: [] })
  })
})

describe('what comes into force', () => {
  it('replaces the one of its kind, and stands last', () => {
    const standing = [pack('AUTHORITY', 1), pack('LPR', 1)]
    expect(named(withNewer(standing, pack('LPR', 2, 'WAITING')))).toEqual(['LPR 1 REPLACED', 'LPR 2 IN_FORCE', 'AUTHORITY 1 IN_FORCE'])
  })

  it('is replaced from the start where head office said another later', () => {
    expect(named(withNewer([pack('LPR', 3)], pack('LPR', 2, 'WAITING')))).toEqual(['LPR 2 REPLACED', 'LPR 3 IN_FORCE'])
  })

  it('is never what waits or was refused; of those replaced the newest stands last, in whatever order they came', () => {
    const packs = [pack('LPR', 4, 'WAITING'), pack('LPR', 3, 'REFUSED'), pack('LPR', 2, 'REPLACED'), pack('LPR', 1, 'REPLACED')]
    expect(named(everInForce(packs))).toEqual(['LPR 1 REPLACED', 'LPR 2 REPLACED'])
  })
})
