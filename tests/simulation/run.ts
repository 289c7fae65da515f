// npm run simulate -- [--seeds N] [--from N] [--seed N] [--bug NAME | --bugs]
import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { BUG_NAMES, BUGS, type Bug, EQUIVALENT_NAMES, EQUIVALENTS, type Equivalent, type Switch } from './bugs.ts'
import { FOUND_BY } from './found-by.ts'
import { world } from './world.ts'

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '300' },
    from: { type: 'string', default: '1' },
    seed: { type: 'string' },
    bug: { type: 'string' },
    bugs: { type: 'boolean', default: false },
  },
})
const replay = (seed: number, bug?: string): string => `npm run simulate -- --seed ${seed}${bug ? ` --bug ${bug}` : ''}`
const isEquivalent = (name: Switch): name is Equivalent => (EQUIVALENT_NAMES as readonly string[]).includes(name)
const isSwitch = (name: string | undefined): name is Switch => [...BUG_NAMES, ...EQUIVALENT_NAMES].includes(name as Switch)
const ENOUGH = 1000
/** Seeds between two lines of a long run. */
const SAID_EVERY = 500

/** Runs until a seed breaks a promise, or `seeds` have held. */
async function firstBroken(seeds: number, from: number, bug?: Switch): Promise<{ seed: number; violations: readonly string[] } | null> {
  for (let seed = from; seed < from + seeds; seed++) {
    const { violations } = await world(seed, bug ? [bug] : [])
    if (violations.length > 0) return { seed, violations }
  }
  return null
}

async function all(seeds: number, from: number): Promise<number> {
  const total = { saved: 0, batches: 0, steps: 0, cuts: 0, violations: 0 }
  const began = Date.now()
  const rate = (done: number): string => (done / ((Date.now() - began) / 1000)).toFixed(1)
  for (let seed = from; seed < from + seeds; seed++) {
    const one = await world(seed)
    total.saved += one.saved
    total.batches += one.batches
    total.steps += one.steps
    total.cuts += one.cuts
    if (one.violations.length > 0) {
      total.violations += 1
      console.log(`seed ${seed}: ${one.violations.join('; ')}\n  again: ${replay(seed)}`)
    }
    const done = seed - from + 1
    if (done % SAID_EVERY === 0 && done < seeds) console.log(`${done} of ${seeds} seeds, ${total.violations} violations; ${rate(done)} worlds/s`)
  }
  console.log(
    `${seeds} seeds, ${total.violations} violations; ${total.saved} cases, ${total.batches} batches, ${total.steps} disk steps, ${total.cuts} power cuts; ${rate(seeds)} worlds/s`,
  )
  return total.violations === 0 ? 0 : 1
}

/** With `--bugs` the seed that found it last is tried first. */
const broken = async (name: Switch): Promise<Awaited<ReturnType<typeof firstBroken>>> =>
  values.bugs
    ? ((isEquivalent(name) ? null : await firstBroken(1, FOUND_BY[name], name)) ?? (await firstBroken(ENOUGH, Number(values.from), name)))
    : await firstBroken(Number(values.seeds), Number(values.from), name)

/** A bug is found, an equivalent one is not. */
async function asItShould(name: Switch): Promise<boolean> {
  const found = await broken(name)
  if (found && !isEquivalent(name)) finders.set(name, found.seed)
  const said = found ? `found by seed ${found.seed}: ${found.violations[0]}` : isEquivalent(name) ? 'equivalent, nothing broken' : 'NOT FOUND'
  console.log(`${name.padEnd(24)} ${said}  (${isEquivalent(name) ? EQUIVALENTS[name] : BUGS[name]})`)
  return isEquivalent(name) === (found === null)
}

const finders = new Map<Bug, number>()
/** The seeds that found each bug, for the tests. */
function keepFinders(): void {
  const file = new URL('./found-by.ts', import.meta.url)
  const kept = readFileSync(file, 'utf8').replace(/^ {2}(\w+): \d+,$/gm, (line, name: Bug) => (finders.has(name) ? `  ${name}: ${finders.get(name)},` : line))
  writeFileSync(file, kept)
}

async function main(): Promise<number> {
  const { bug } = values
  if (bug !== undefined && !isSwitch(bug)) {
    console.error(`no bug ${bug}: ${[...BUG_NAMES, ...EQUIVALENT_NAMES].join(', ')}`)
    return 2
  }
  if (values.seed !== undefined) {
    const outcome = await world(Number(values.seed), isSwitch(bug) ? [bug] : [])
    console.log(JSON.stringify(outcome, null, 1))
    return outcome.violations.length > 0 ? 1 : 0
  }
  if (isSwitch(bug) || values.bugs) {
    let missed = 0
    for (const name of isSwitch(bug) ? [bug] : [...BUG_NAMES, ...EQUIVALENT_NAMES]) if (!(await asItShould(name))) missed += 1
    if (values.bugs) keepFinders()
    return missed === 0 ? 0 : 1
  }
  return all(Number(values.seeds), Number(values.from))
}

process.exitCode = await main()
