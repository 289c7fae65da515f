import type { Connection, Submittable } from 'pg'
import type { CopiedTable } from './copy-rows.ts'

const [DATA, DONE, LENGTH] = [0x64, 0x63, 4]
function message(code: number, bytes: number): Buffer {
  const head = Buffer.alloc(1 + LENGTH)
  head[0] = code
  head.writeInt32BE(bytes + LENGTH, 1)
  return head
}

/**
 * Rows of several tables in one way to the server and back: the statements, one COPY for each table, and right behind them all rows. Nobody
 * waits for the server to say that it is ready for them: it reads them when it has come so far, and passes over those behind an error.
 */
export class CopyIn implements Submittable {
  private readonly tables: readonly CopiedTable[]
  /** Set by whoever waits; the driver may put its time limit around it. */
  callback: (error?: unknown) => void = () => undefined
  constructor(tables: readonly CopiedTable[]) {
    this.tables = tables
  }
  submit(connection: Connection): void {
    const { stream } = connection
    stream.cork()
    connection.query(this.tables.map(({ table }) => `copy ${table} from stdin (format binary)`).join(';'))
    for (const { rows } of this.tables) {
      stream.write(message(DATA, rows.length))
      stream.write(rows)
      stream.write(message(DONE, 0))
    }
    stream.uncork()
  }
  handleCopyInResponse(): void {}
  handleCommandComplete(): void {}
  handleReadyForQuery(): void {
    this.callback()
  }
  handleError(error: unknown): void {
    this.callback(error)
  }
}
