import { once } from 'node:events'
import path from 'node:path'
import pg from 'pg'
import { from } from 'pg-copy-streams'

/** The tables an import of records without papers fills. */
const FILLED = ['record', 'case_head', 'cross_key', 'receipt', 'completion'] as const
type Values = readonly (readonly unknown[])[]
type Copied = ReadonlyMap<string, Values>

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }
function field(value: unknown): string {
  if (value === null) return '\\N'
  if (value instanceof Date) return value.toISOString()
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value)
  return text.replace(/[\\\t\n\r]/g, (found) => ESCAPES[found] ?? found)
}
const copyText = (rows: Values): string => rows.map((row) => `${row.map(field).join('\t')}\n`).join('')

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

/** Raw COPY of rows an import wrote, into empty tables with the same keys and indexes, by clients of their own and by the server itself. */
export class RawCopy {
  private readonly clients: readonly pg.Client[]
  private constructor(clients: readonly pg.Client[]) {
    this.clients = clients
  }
  static async open(url: string, clients: number): Promise<RawCopy> {
    const opened = Array.from({ length: clients }, () => new pg.Client({ connectionString: url, options: '-c timezone=UTC -c synchronous_commit=off' }))
    for (const client of opened) await client.connect()
    return new RawCopy(opened)
  }
  async close(): Promise<void> {
    for (const client of this.clients) await client.end()
  }

  /**
   * Milliseconds a program needs that has each branch's rows in hand as values: one client for each branch, all at once, turns them into
   * text and sends it, a COPY for each table. @throws when other rows arrived
   */
  async byClients(branches: readonly string[]): Promise<number> {
    await this.empty()
    const jobs: { client: pg.Client; rows: Copied }[] = []
    for (const [at, branch] of branches.entries()) {
      const client = this.clients[at]
      if (client) jobs.push({ client, rows: await this.rowsOf(branch) })
    }
    const took = await timed(() => Promise.all(jobs.map(({ client, rows }) => send(client, rows))))
    await this.compare(branches)
    return took
  }

  /** Milliseconds the server needs for one branch's rows out of files of its own; null for a server that does not see our folder. */
  async byServer(branch: string, folder: string): Promise<number | null> {
    await this.empty()
    const fileOf = (table: string): string => path.join(folder, table)
    try {
      for (const table of FILLED) await this.own.query(`copy (select * from ${table} where branch_id = '${branch}') to '${fileOf(table)}'`)
    } catch {
      return null
    }
    const took = await timed(async () => {
      for (const table of FILLED) await this.own.query(`copy raw_${table} from '${fileOf(table)}'`)
    })
    await this.compare([branch])
    return took
  }

  private get own(): pg.Client {
    const [first] = this.clients
    if (!first) throw new Error('no client')
    return first
  }
  private async empty(): Promise<void> {
    for (const table of FILLED) await this.own.query(`create table if not exists raw_${table} (like ${table} including all); truncate raw_${table}`)
  }
  private async rowsOf(branch: string): Promise<Copied> {
    const rows = new Map<string, Values>()
    for (const table of FILLED) {
      const found = await this.own.query<unknown[]>({ text: `select * from ${table} where branch_id = $1`, values: [branch], rowMode: 'array' })
      rows.set(table, found.rows)
    }
    return rows
  }
  private async compare(branches: readonly string[]): Promise<void> {
    for (const table of FILLED) {
      const mine = `select * from ${table} where branch_id = any($1)`
      const { rows } = await this.own.query(`(${mine} except table raw_${table}) union all (table raw_${table} except ${mine})`, [branches])
      if (rows.length > 0) throw new Error(`${rows.length} rows of ${table} differ after COPY`)
    }
  }
}

async function send(client: pg.Client, copied: Copied): Promise<void> {
  for (const [table, rows] of copied) {
    const stream = client.query(from(`copy raw_${table} from stdin`))
    stream.end(copyText(rows))
    await once(stream, 'finish')
  }
}
