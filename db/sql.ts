/** What may be bound. Anything else sqlite3 would bind as NULL or as a float without a word (shell.md §3). */
export type Param = string | number | null | Uint8Array
export type Params = readonly Param[]

/** Reads. What takes a Reader cannot write. Rows come as the driver names them; a mapper beside the repository turns them into domain values. */
export interface Reader {
  /** The first row, or undefined. */
  get<Row extends object>(sql: string, params?: Params): Promise<Row | undefined>
  all<Row extends object>(sql: string, params?: Params): Promise<Row[]>
}

/** One open transaction. */
export interface Writer extends Reader {
  /** @returns how many rows were changed */
  run(sql: string, params?: Params): Promise<number>
}

const bindable = (param: unknown): param is Param =>
  param === null || typeof param === 'string' || param instanceof Uint8Array || (typeof param === 'number' && Number.isSafeInteger(param))

/** A parameter list the driver binds as written. @throws TypeError for undefined, bigint, boolean, Date, objects, fractions and unsafe integers */
export function bind(params: readonly unknown[]): (string | number | null | Buffer)[] {
  return params.map((param, index) => {
    if (!bindable(param)) throw new TypeError(`parameter ${index + 1} cannot be bound: ${typeof param === 'number' ? 'not a safe integer' : typeof param}`)
    return param instanceof Uint8Array ? Buffer.from(param.buffer, param.byteOffset, param.byteLength) : param
  })
}

/** Blobs as plain Uint8Array; an integer beyond 2^53 was rounded by the driver and must not pass. @throws RangeError for such an integer */
export function plainRow<Row extends object>(row: Row): Row {
  const entries = Object.entries(row).map(([column, value]: [string, unknown]) => {
    if (typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value)) throw new RangeError(`${column} holds an unsafe integer`)
    return [column, Buffer.isBuffer(value) ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength) : value]
  })
  return Object.fromEntries(entries) as Row
}

/** A list as one parameter, for `IN (SELECT value FROM json_each(?))`. @example jsonList(['DRAFT', 'READY']) */
export const jsonList = (values: readonly (string | number)[]): string => JSON.stringify(values)
