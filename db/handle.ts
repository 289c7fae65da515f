import sqlite3 from 'sqlite3'
import { bind, type Params, plainRow, type Writer } from './sql.ts'

/** One SQLite connection. Only `connection.ts`, `migrate.ts` and `name-index.ts` hold one; everybody else gets a Reader or a Writer. */
export interface Handle extends Writer {
  /** Several statements without parameters. */
  exec(sql: string): Promise<void>
  close(): Promise<void>
}

export type OpenMode = 'CREATE' | 'EXISTING'

/** @throws the driver's error, with `code` such as 'SQLITE_CANTOPEN' */
export async function openHandle(file: string, mode: OpenMode): Promise<Handle> {
  const flags = sqlite3.OPEN_READWRITE | sqlite3.OPEN_FULLMUTEX | (mode === 'CREATE' ? sqlite3.OPEN_CREATE : 0)
  const raw = await new Promise<sqlite3.Database>((resolve, reject) => {
    const database: sqlite3.Database = new sqlite3.Database(file, flags, (error) => (error ? reject(error) : resolve(database)))
  })
  const all = async <Row extends object>(sql: string, params: Params = []): Promise<Row[]> => {
    const bound = bind(params)
    const rows = await new Promise<Row[]>((resolve, reject) => raw.all<Row>(sql, bound, (error, found) => (error ? reject(error) : resolve(found))))
    return rows.map(plainRow)
  }
  return {
    all,
    get: async <Row extends object>(sql: string, params: Params = []) => (await all<Row>(sql, params))[0],
    run: async (sql, params = []) => {
      const bound = bind(params)
      return new Promise((resolve, reject) => {
        raw.run(sql, bound, function (error) {
          if (error) reject(error)
          else resolve(this.changes)
        })
      })
    },
    exec: (sql) => new Promise((resolve, reject) => raw.exec(sql, (error) => (error ? reject(error) : resolve()))),
    close: () => new Promise((resolve, reject) => raw.close((error) => (error ? reject(error) : resolve()))),
  }
}
