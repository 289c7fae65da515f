import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectOk } from '../../../core/kernel/result.ts'
import {
  asked,
  askOffice,
  authorOf,
  cards,
  type Decided,
  type Desk,
  decide,
  deliver,
  type Edit,
  edit,
  held,
  newDesk,
  newWords,
  type Outcome,
  paper,
  type Standing,
  settle,
  standing,
  stored,
  take,
  withdraw,
} from './decision-desk.ts'
import { openTestBranch, type TestBranch } from './test-branch.ts'

/**
 * Head office decides on one version of a case while the branch goes on (features 4.17, ADR 0056). Whatever comes between: every decision was
 * taken, stands as a card or was set aside by a named person; what the branch wrote is there; and no decision is taken for what head office did not see.
 */
let branch: TestBranch
beforeAll(async () => {
  branch = await openTestBranch()
})
afterAll(() => branch.remove())

type Act =
  | { readonly do: 'edit'; readonly how: Edit }
  | { readonly do: 'ask' }
  | { readonly do: 'decide'; readonly of: number; readonly outcome: Outcome }
  | { readonly do: 'deliver'; readonly which: number }
  | { readonly do: 'take'; readonly back: number }
  | { readonly do: 'settle'; readonly which: number; readonly how: 'SET_ASIDE' | 'ASK_AGAIN' }
  | { readonly do: 'withdraw' }

const outcome = fc.oneof(
  { weight: 14, arbitrary: fc.constant<Outcome>('RETURNED') },
  { weight: 1, arbitrary: fc.constant<Outcome>('APPROVED') },
  { weight: 1, arbitrary: fc.constant<Outcome>('REJECTED') },
)
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 24, arbitrary: fc.record({ do: fc.constant('edit' as const), how: fc.constantFrom<Edit[]>('PAPER', 'VERDICT', 'OLDER_RELEASE') }) },
  { weight: 24, arbitrary: fc.record({ do: fc.constant('ask' as const) }) },
  { weight: 32, arbitrary: fc.record({ do: fc.constant('decide' as const), of: fc.nat(1), outcome }) },
  { weight: 40, arbitrary: fc.record({ do: fc.constant('deliver' as const), which: fc.nat(3) }) },
  { weight: 28, arbitrary: fc.record({ do: fc.constant('take' as const), back: fc.constantFrom(0, 0, 0, 1) }) },
  { weight: 28, arbitrary: fc.record({ do: fc.constant('settle' as const), which: fc.nat(3), how: fc.constantFrom('SET_ASIDE', 'ASK_AGAIN') }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('withdraw' as const) }) },
)

const fits = (desk: Desk, now: Standing, { body }: Decided): boolean => now.state === 'HO_PENDING' && !desk.changed && body.caseVersion === now.version
const standsWith = async (desk: Desk, state: 'ARRIVED' | 'TAKEN' | 'SET_ASIDE'): Promise<Decided[]> => {
  const found = await stored(desk)
  return desk.sent.filter(({ id }) => found.get(id)?.state === state)
}

/** Nothing of either side is lost. */
async function nothingLost(desk: Desk): Promise<void> {
  const { manager } = branch.staff
  const found = await stored(desk)
  for (const { id, body } of desk.sent.filter((one) => desk.delivered.has(one.id))) {
    expect(found.get(id)?.body).toEqual(body)
    if (found.get(id)?.state !== 'ARRIVED') expect(found.get(id)?.settledBy).toBe(manager.staffId)
  }
  const now = await standing(desk)
  const arrived = await standsWith(desk, 'ARRIVED')
  const shown = (await cards(desk)).map(({ decisionId, stale }) => [decisionId, stale])
  expect(new Map(shown as [string, boolean][])).toEqual(new Map(arrived.map((one) => [one.id, !fits(desk, now, one)])))
  expect(await held(desk)).toEqual(desk.taken.map(({ body }) => body.reason))
  expect((await standsWith(desk, 'TAKEN')).map(({ id }) => id).toSorted()).toEqual(desk.taken.map(({ id }) => id).toSorted())
  for (const id of desk.added) expect(await paper(desk, id)).toMatchObject({ caseId: desk.walk.caseId })
  for (const [id, note] of desk.judged) expect(await paper(desk, id)).toMatchObject({ verdict: 'OK', note })
}

/** Taken only as what head office saw, and then for good. */
async function tryToTake(desk: Desk, back: number): Promise<void> {
  const before = await standing(desk)
  const fitting = (await standsWith(desk, 'ARRIVED')).filter((one) => fits(desk, before, one))
  const result = await take(desk, back)
  expect(result.ok).toBe(back === 0 && fitting.length > 0)
  if (result.ok) desk.taken.push(...fitting.filter(({ id }) => id === [...desk.delivered].findLast((one) => fitting.some((fit) => fit.id === one))))
}

/** Set aside by a person, with his reason on record; never what is there to be taken. */
async function tryToSettle(desk: Desk, which: number, how: 'SET_ASIDE' | 'ASK_AGAIN'): Promise<void> {
  const arrived = await standsWith(desk, 'ARRIVED')
  const one = arrived[which % Math.max(1, arrived.length)]
  if (!one) return
  const before = await standing(desk)
  const reason = newWords('搁置')
  const result = await settle(desk, one.id, how, reason)
  if (!result.ok) return
  expect(fits({ ...desk, changed: how === 'ASK_AGAIN' ? true : desk.changed }, before, one)).toBe(false)
  if (how === 'ASK_AGAIN') expect(before.approved).toBe(false)
  expect((await stored(desk)).get(one.id)?.state).toBe('SET_ASIDE')
  expect(await authorOf(desk, reason)).toEqual([{ staffId: branch.staff.manager.staffId, action: 'sync.settleDecision' }])
}

async function perform(desk: Desk, step: Act): Promise<void> {
  const pending = desk.sent
  if (step.do === 'edit') await edit(desk, step.how)
  if (step.do === 'ask') await askOffice(desk)
  if (step.do === 'decide') {
    const of = (await asked(desk)).at(-1 - step.of)
    if (of) await decide(desk, of.caseVersion, step.outcome)
  }
  if (step.do === 'deliver') {
    const one = pending.at(-1 - step.which)
    if (one) await deliver(desk, one)
  }
  if (step.do === 'take') await tryToTake(desk, step.back)
  if (step.do === 'settle') await tryToSettle(desk, step.which, step.how)
  if (step.do === 'withdraw' && !ENDED.includes((await standing(desk)).state)) await withdraw(desk)
}

/** Everything arrives, and people settle card by card: at the end no card is left, and no case waits for an answer that nobody will give. */
async function cameToRest(desk: Desk): Promise<void> {
  for (const one of desk.sent.filter(({ id }) => !desk.delivered.has(id))) await deliver(desk, one)
  for (let rounds = 0; rounds < 30; rounds++) {
    const open = await cards(desk)
    const now = await standing(desk)
    const fit = open.find(({ stale, unfit }) => !stale && unfit === null)
    if (fit) await tryToTake(desk, 0)
    else if (open[0]) expectOk(await settle(desk, open[0].decisionId, open[0].mustAsk ? 'ASK_AGAIN' : 'SET_ASIDE', newWords('处理')))
    else {
      const version = (await asked(desk)).at(-1)?.caseVersion
      // It waits only for an answer that head office still owes.
      if (now.state === 'HO_PENDING' && !now.approved) expect(desk.sent.map(({ body }) => body.caseVersion)).not.toContain(version)
      return nothingLost(desk)
    }
  }
  throw new Error('the case does not come to rest')
}

const ENDED = ['WITHDRAWN', 'REJECTED']
/** Decisions on one case after which another takes its place. */
const MANY = 80
let open: Desk | null = null
/** The same case once more while head office can be asked about it; else one of its own. */
async function atOffice(): Promise<Desk> {
  const now = open && (await standing(open))
  const goesOn = now && !now.approved && open && open.sent.length < MANY && ['REVIEW', 'APPROVAL', 'HO_PENDING'].includes(now.state)
  if (open && now && !goesOn && !ENDED.includes(now.state)) await withdraw(open)
  const desk = goesOn && open ? open : await newDesk(branch)
  open = null
  await askOffice(desk)
  return desk
}

const RUNS = process.env.TEST_FULL ? 10_000 : 300
const deliver0: Act = { do: 'deliver', which: 0 }
const deliver1: Act = { do: 'deliver', which: 1 }
const decides = (of: number, outcome: Outcome): Act => ({ do: 'decide', of, outcome })
const settles = (how: 'SET_ASIDE' | 'ASK_AGAIN'): Act => ({ do: 'settle', which: 0, how })
const takes: Act = { do: 'take', back: 0 }
/** What chance seldom meets. */
const SELDOM: readonly (readonly Act[])[] = [
  // A further decision comes on a case that head office has approved.
  [decides(0, 'APPROVED'), decides(0, 'RETURNED'), deliver1, takes, deliver0, settles('ASK_AGAIN'), settles('SET_ASIDE')],
  // The one on an earlier version comes after the one on the version the case has.
  [
    decides(0, 'RETURNED'),
    { do: 'edit', how: 'OLDER_RELEASE' },
    deliver0,
    settles('ASK_AGAIN'),
    decides(0, 'RETURNED'),
    decides(1, 'APPROVED'),
    deliver1,
    deliver0,
    takes,
  ],
  // The papers change while the decision is on its way, and again after head office was asked anew.
  [
    decides(0, 'APPROVED'),
    { do: 'edit', how: 'VERDICT' },
    deliver0,
    takes,
    settles('SET_ASIDE'),
    settles('ASK_AGAIN'),
    { do: 'edit', how: 'PAPER' },
    decides(0, 'APPROVED'),
    deliver0,
    takes,
  ],
]
/** A quarter of a second each, more on a busy machine. */
const TIMEOUT = process.env.TEST_FULL ? 7_200_000 : 600_000
describe('a case that the branch goes on with while head office decides', () => {
  it(
    `loses no write of either side, whatever comes between (${RUNS} interleavings)`,
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 9 }), async (steps) => {
          const desk = await atOffice()
          for (const step of steps) {
            await perform(desk, step)
            if (step.do !== 'decide') await nothingLost(desk)
          }
          await cameToRest(desk)
          open = desk
        }),
        { numRuns: RUNS, seed: 417, examples: SELDOM.map((steps) => [[...steps]]) },
      )
    },
    TIMEOUT,
  )
})
