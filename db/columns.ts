import type { Param, Params } from './sql.ts'

/** How one property stands in one column. */
export interface Codec<V> {
  readonly column: string
  write(value: V): Param
  read(stored: Param): V
}
type ColumnOf<V> = [V] extends [Param] ? string | Codec<V> : Codec<V>

/** A property per column, exhaustively: a property without a column does not compile. */
export type Columns<T> = { readonly [K in keyof T]-?: ColumnOf<T[K]> }

export interface Mapping<T> {
  /** 'a, b, c' for SELECT and INSERT. */
  readonly list: string
  /** '?, ?, ?' */
  readonly marks: string
  /** 'a = ?, b = ?' */
  readonly assignments: string
  read(row: object): T
  params(value: T): Params
}

/** @example flag('active') */
export const flag = (column: string): Codec<boolean> => ({ column, write: (value) => (value ? 1 : 0), read: (stored) => stored === 1 })
export const flagOrNull = (column: string): Codec<boolean | null> => ({
  column,
  write: (value) => (value === null ? null : Number(value)),
  read: (stored) => (stored === null ? null : stored === 1),
})
/** A plain JSON value; nothing personal goes here. */
export const json = <V>(column: string): Codec<V> => ({
  column,
  write: (value) => JSON.stringify(value),
  read: (stored) => JSON.parse(String(stored)) as V,
})

/**
 * Turns rows into values and back, property by property. Types of stored text and numbers are those the STRICT columns and
 * their CHECKs hold; sealed columns are the repository's own.
 * @example const columns = mapping<Setting>({ name: 'name', value: 'value', changedAt: 'changed_at', changedBy: 'changed_by' })
 */
export function mapping<T extends object>(columns: Columns<T>): Mapping<T> {
  const plain = (column: string): Codec<unknown> => ({ column, write: (value) => value as Param, read: (stored) => stored })
  const given = columns as Readonly<Record<string, string | Codec<unknown>>>
  const entries = Object.entries(given).map(([property, column]) => [property, typeof column === 'string' ? plain(column) : column] as const)
  const names = entries.map(([, codec]) => codec.column)
  return {
    list: names.join(', '),
    marks: names.map(() => '?').join(', '),
    assignments: names.map((name) => `${name} = ?`).join(', '),
    read: (row) => {
      const stored = row as Readonly<Record<string, Param>>
      return Object.fromEntries(entries.map(([property, codec]) => [property, codec.read(stored[codec.column] ?? null)])) as T
    },
    params: (value) => {
      const values = value as Readonly<Record<string, unknown>>
      return entries.map(([property, codec]) => codec.write(values[property]))
    },
  }
}
