import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { BATCH_LIMITS } from '../../core/batch/limits.ts'
import { chinaDate } from '../../core/kernel/calendar.ts'
import { OFFICE_ROLES } from '../../core/people/office-roles.ts'
import type { LastSeen } from '../http/seen.ts'
import type { App } from '../http/server.ts'
import { Overview } from './answers.ts'
import type { ConsoleContext } from './console-service.ts'
import { described } from './described.ts'
import { packsBehind } from './pack-standings.ts'
import { volumes } from './volumes.ts'

type BranchRow = {
  branch_id: string
  name: string
  epoch: number
  applied_seq: number
  ahead: number | null
  last_batch: Date | null
  app: string | null
  created: Date | null
  waiting: number[]
  open: number
  pending: number
}

/** One row a branch: where its stream stands, what waits behind a gap, what is quarantined, what it has not fetched is not known. */
const BRANCHES = `
  select b.branch_id, b.name, s.epoch, s.applied_seq,
    (select max(a.seq) from down_ahead a where a.branch_id = b.branch_id and a.epoch = s.epoch and a.state = 'ahead') as ahead, last.received_at as last_batch, last.app, last.created,
    coalesce((select json_agg(w.seq order by w.seq) from batch w where w.branch_id = b.branch_id and w.epoch = s.epoch and w.state = 'waiting'), '[]'::json) as waiting,
    (select count(*) from quarantine q where q.branch_id = b.branch_id and q.state = 'open') as open,
    (select count(*) from batch p where p.branch_id = b.branch_id and p.dir = 'up' and p.epoch = s.epoch and p.state = 'applied' and p.parts_at is null) as pending
  from branch b
  join branch_stream s on s.branch_id = b.branch_id and s.dir = 'up'
   and s.epoch = (select max(epoch) from branch_stream n where n.branch_id = b.branch_id and n.dir = 'up')
  left join lateral (select received_at, app, created from batch l where l.branch_id = b.branch_id and l.dir = 'up' order by received_at desc, seq desc limit 1) last on true
  order by b.branch_id`

/** Sequence numbers head office lacks: before each waiting batch. @example gaps(3, [6, 7, 9]) // [4, 5, 8] */
export function gaps(applied: number, waiting: readonly number[]): number[] {
  const missing: number[] = []
  let next = applied + 1
  for (const seq of waiting) {
    for (; next < seq && missing.length < 50; next++) missing.push(next)
    next = seq + 1
  }
  return missing
}

const seconds = (later: Date | string, earlier: Date | string): number => Math.round((new Date(later).getTime() - new Date(earlier).getTime()) / 1000)

/**
 * How far the clock of a branch goes before ours: as its device last told it, else by the day its newest batch bears, where that lies ahead of
 * its arrival. Behind it lies also what came by stick, days on its way. Only shown, never judged.
 */
export function skewOf(seen: Pick<LastSeen, 'clock' | 'at'> | null, newest: Pick<BranchRow, 'created' | 'last_batch'>): number | null {
  if (seen) return seconds(seen.clock, seen.at)
  const ahead = newest.created && newest.last_batch ? seconds(newest.created, newest.last_batch) : 0
  return ahead > 0 ? ahead : null
}

/** The board of branches and the volumes of the last 30 days. */
export function branchRoutes(app: App, context: ConsoleContext): void {
  const routes = app.withTypeProvider<ZodTypeProvider>()
  const { office } = context.head
  routes.get('/overview', described('The board of branches and the volumes of the last thirty days', Overview), async (request, reply) => {
    if (!context.allowed(request, reply, ...OFFICE_ROLES)) return reply
    const rows = await context.head.query<BranchRow>(BRANCHES)
    const now = office.now()
    const behind = await packsBehind(context.head, chinaDate(now))
    const branches = rows.map((row) => {
      const seen = context.seen.of(row.branch_id)
      const skew = skewOf(seen, row)
      return {
        branch: row.branch_id,
        name: row.name,
        epoch: row.epoch,
        appliedSeq: row.applied_seq,
        ahead: row.ahead,
        lastBatchAt: row.last_batch,
        lagHours: row.last_batch ? Math.max(0, Math.floor(seconds(now, row.last_batch) / 3600)) : null,
        waiting: row.waiting,
        missing: gaps(row.applied_seq, row.waiting),
        // Nothing more is taken until the first missing number has come.
        full: row.waiting.length >= BATCH_LIMITS.aheadBatches,
        quarantined: row.open,
        papersPending: row.pending,
        app: seen?.app ?? row.app,
        skewSeconds: skew,
        packsBehind: behind.get(row.branch_id) ?? [],
      }
    })
    return { branches, volumes: await volumes(context.head, now), app: office.app, now }
  })
}
