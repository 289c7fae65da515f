import { ok, type Result } from '../../core/kernel/result.ts'
import { allHands, type Hand, type OfficePerson, secondPerson } from '../../core/people/second-person.ts'
import type { SpoolEntry } from '../../protocol/spool.ts'
import type { Queries } from './database.ts'

/** Who was the first of what takes two persons, and in whose hands his account was then. */
const FIRST = {
  escalation: 'select proposed_by as by, proposed_hands as hands from escalation where branch_id = $1 and case_id = $2 and rev = $3',
  pack: 'select prepared_by as by, prepared_hands as hands from pack where kind = $1 and version = $2',
  log: 'select proposed_by as by, proposed_hands as hands from merkle_day where branch_id = $1 and log_id = $2 and rev = $3',
  device: 'select proposed_by as by, proposed_hands as hands from device_closing where branch_id = $1 and epoch = $2',
} as const
type FirstRow = { by: string | null; hands: Hand[] }

/**
 * Whether somebody is a second person beside the first of this; ok where nobody has been the first.
 * @param key what names it, in the order of its table's key. Refuses as `secondPerson`
 */
export async function besideFirst(
  tx: Queries,
  of: keyof typeof FIRST,
  key: readonly (string | number)[],
  second: OfficePerson,
  now: string,
): Promise<Result<null>> {
  const [first] = await tx.query<FirstRow>(FIRST[of], [...key])
  return first?.by ? secondPerson({ userId: first.by, hands: first.hands }, second, now) : ok(null)
}

type HandsRow = { user_id: string; given_by: string | null; given_n: number | null; set_by: string | null; set_n: number | null }

/** A person with the hands his account is in. @param journal tells when each line was written, and which came before the first branch was enrolled */
export async function personOf(tx: Queries, userId: string, journal: readonly SpoolEntry[]): Promise<OfficePerson> {
  const rows = await tx.query<HandsRow>('select user_id, given_by, given_n, set_by, set_n from office_user')
  const setUpUntil = journal.find(({ act }) => act === 'enrol')?.n ?? Number.POSITIVE_INFINITY
  const hand = (by: string | null, n: number | null): Hand[] => (by && n ? [{ by, at: n < setUpUntil ? null : (journal[n - 1]?.at ?? null) }] : [])
  const direct = new Map(rows.map((row) => [row.user_id, [...hand(row.given_by, row.given_n), ...hand(row.set_by, row.set_n)]]))
  return { userId, hands: allHands(userId, direct) }
}
