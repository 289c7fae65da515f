import { addDays, chinaDate } from '../../core/kernel/calendar.ts'
import type { HeadOffice } from '../head-office.ts'

const DAYS = 30

export interface Volume {
  readonly day: string
  readonly batches: number
  readonly records: number
  readonly bytes: number
}

/** What came on each of the last thirty days, today the last of them; days are China's, and one on which nothing came counts nothing. */
export async function volumes(head: HeadOffice, now: string): Promise<Volume[]> {
  const first = addDays(chinaDate(now), 1 - DAYS)
  const came = await head.query<{ day: string; batches: number; records: number; bytes: number }>(
    `select to_char((received_at at time zone 'UTC') + interval '8 hours', 'YYYY-MM-DD') as day, count(*) as batches, sum(records) as records,
            sum(plain_bytes)::bigint as bytes
       from batch where dir = 'up' and received_at >= $1::timestamptz group by 1`,
    [`${first}T00:00:00+08:00`],
  )
  const days = Array.from({ length: DAYS }, (_, index) => addDays(first, index))
  return days.map((day) => came.find((one) => one.day === day) ?? { day, batches: 0, records: 0, bytes: 0 })
}
