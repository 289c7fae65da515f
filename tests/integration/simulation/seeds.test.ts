import { describe, expect, it } from 'vitest'
import { BUG_NAMES, EQUIVALENT_NAMES } from '../../simulation/bugs.ts'
import { FOUND_BY } from '../../simulation/found-by.ts'
import { world } from '../../simulation/world.ts'

const SEEDS = process.env.TEST_FULL === '1' ? 3000 : 300
const CHUNK = 50
/** Worlds are all processor: a machine with other work to do takes minutes for them. */
const PATIENCE = 5 * 60_000

describe('batches under power cuts, a bad line, couriers and an attacker', { timeout: PATIENCE }, () => {
  it.each(Array.from({ length: SEEDS / CHUNK }, (_, n) => n * CHUNK + 1))('keep every promise in the worlds from seed %i', async (from) => {
    for (let seed = from; seed < from + CHUNK; seed++) expect((await world(seed)).violations, `again: npm run simulate -- --seed ${seed}`).toEqual([])
  })

  it('happen the same way again for the same seed', async () => expect((await world(7)).trace).toBe((await world(7)).trace))

  it.each(BUG_NAMES)('are found broken by %s, and hold without it', async (bug) => {
    const seed = FOUND_BY[bug]
    expect((await world(seed, [bug])).violations, `another seed may find it: npm run simulate -- --bugs`).not.toEqual([])
    expect((await world(seed)).violations).toEqual([])
  })

  it.each(EQUIVALENT_NAMES)('hold with %s, which is said to make no difference', async (name) => {
    for (let seed = 1; seed <= 30; seed++) expect((await world(seed, [name])).violations).toEqual([])
  })
})
