import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Office } from '../office.ts'

/** Prometheus metrics of one head office; labels are branches and codes, never people. */
export interface Metrics {
  readonly registry: Registry
  readonly requests: Histogram<'method' | 'route' | 'status'>
  readonly batches: Counter<'state'>
  readonly refusals: Counter<'code'>
  readonly partBytes: Counter
}

type CountRow = { label: string; n: number }

/** Of a device that was replaced nothing is to come any more. */
const OPEN_EPOCH = `s.epoch = (select max(o.epoch) from branch_stream o where o.branch_id = s.branch_id and o.dir = 'up')`

export function createMetrics(office: Office): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  const gauge = (name: string, help: string, label: string, sql: string): void => {
    new Gauge({
      name,
      help,
      labelNames: [label],
      registers,
      async collect() {
        this.reset()
        for (const row of await office.database.query<CountRow>(sql)) this.set({ [label]: row.label }, row.n)
      },
    })
  }
  gauge(
    'headoffice_branch_applied_seq',
    'Newest batch applied in the open epoch, by branch',
    'branch',
    `select s.branch_id as label, s.applied_seq as n from branch_stream s where s.dir = 'up' and ${OPEN_EPOCH}`,
  )
  gauge(
    'headoffice_batches_waiting',
    'Batches in custody behind a gap, by branch',
    'branch',
    `select s.branch_id as label, count(*) as n from batch s where s.state = 'waiting' and ${OPEN_EPOCH} group by s.branch_id`,
  )
  gauge(
    'headoffice_waiting_bytes',
    'Plain bytes of the batches in custody behind a gap, as their envelopes say, by branch',
    'branch',
    `select s.branch_id as label, sum(s.plain_bytes)::bigint as n from batch s where s.state = 'waiting' and ${OPEN_EPOCH} group by s.branch_id`,
  )
  gauge(
    'headoffice_quarantine_open',
    'Open quarantine entries, by branch',
    'branch',
    `select branch_id as label, count(*) as n from quarantine where state = 'open' group by branch_id`,
  )
  gauge('headoffice_escalations', 'Escalated cases, by state', 'state', 'select state as label, count(*) as n from escalation group by state')
  new Gauge({
    name: 'headoffice_troubles',
    help: 'What stands still, by what cannot be done: a branch, or the journal',
    labelNames: ['what'],
    registers,
    collect() {
      this.reset()
      for (const { what } of office.troubles.list) this.inc({ what })
    },
  })
  new Gauge({
    name: 'headoffice_free_bytes',
    help: 'Bytes free on the disk of the spool',
    registers,
    async collect() {
      this.set(await office.spool.freeBytes())
    },
  })
  new Gauge({
    name: 'headoffice_journal_lines',
    help: 'Lines of the journal',
    registers,
    collect() {
      this.set(office.spool.journal.length)
    },
  })
  return {
    registry,
    requests: new Histogram({ name: 'headoffice_http_seconds', help: 'Time of HTTP requests', labelNames: ['method', 'route', 'status'], registers }),
    batches: new Counter({ name: 'headoffice_batches_total', help: 'Batches committed over HTTP, by standing', labelNames: ['state'], registers }),
    refusals: new Counter({ name: 'headoffice_refusals_total', help: 'Refusals over HTTP, by code', labelNames: ['code'], registers }),
    partBytes: new Counter({ name: 'headoffice_part_bytes_total', help: 'Bytes of parts received', registers }),
  }
}
