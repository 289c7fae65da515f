import { describe, expect, it } from 'vitest'
import { BUG_NAMES, EQUIVALENT_NAMES } from '../../simulation/bugs.ts'
import { world } from '../../simulation/world.ts'

const SEEDS = process.env.TEST_FULL === '1' ? 3000 : 300
const CHUNK = 50

describe('batches under power cuts, a bad line, couriers and an attacker', () => {
  it.each(Array.from({ length: SEEDS / CHUNK }, (_, n) => n * CHUNK + 1))('keep every promise in the worlds from seed %i', async (from) => {
    for (let seed = from; seed < from + CHUNK; seed++) expect((await world(seed)).violations, `again: npm run simulate -- --seed ${seed}`).toEqual([])
  })

  it('happen the same way again for the same seed', async () => expect((await world(7)).trace).toBe((await world(7)).trace))

  it.each(BUG_NAMES)('are found broken by %s', async (bug) => {
    for (let seed = 1; seed <= 120; seed++) if ((await world(seed, [bug])).violations.length > 0) return
    expect.fail(`no seed of 120 finds ${bug}`)
  })

  it.each(EQUIVALENT_NAMES)('hold with %s, which is said to make no difference', async (name) => {
    for (let seed = 1; seed <= 30; seed++) expect((await world(seed, [name])).violations).toEqual([])
  })
})
