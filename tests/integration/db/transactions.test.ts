import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { expectOk, ok, refuse } from '../../../core/kernel/result.ts'
import { bulkInsert } from '../../../db/bulk-insert.ts'
import { setting, settings } from '../../../db/repositories/settings.ts'
import type { Writer } from '../../../db/sql.ts'
import { AT, type Branch, makeBranch } from './branch-fixture.ts'

let branch: Branch
beforeEach(async () => {
  branch = await makeBranch()
})
afterEach(() => branch.remove())

const put = (tx: Writer, name: string, value: string) => settings(tx).set({ name, value, changedAt: AT, changedBy: null })
const read = (name: string) => branch.database.read((reader) => setting(reader, name))

describe('transactions', () => {
  it('keep two interleaved changes apart: the second starts when the first is done', async () => {
    const order: string[] = []
    const change = (name: string, refused: boolean) =>
      branch.database.write(async (tx) => {
        order.push(`${name} begins`)
        await put(tx, name, 'x')
        await new Promise((resolve) => setImmediate(resolve))
        order.push(`${name} ends`)
        return refused ? refuse('FIELD_INVALID') : ok(name)
      })
    const [first, second, third] = await Promise.all([change('a', false), change('b', true), change('c', false)])
    expect(order).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends'])
    expect([first.ok, second.ok, third.ok]).toEqual([true, false, true])
    expect([await read('a'), await read('b'), await read('c')]).toEqual(['x', null, 'x'])
  })

  it('lose nothing to a thousand additions at once', async () => {
    await branch.database.write(async (tx) => ok(await put(tx, 'count', '0')))
    const add = () =>
      branch.database.write(async (tx) => {
        const now = Number(await setting(tx, 'count'))
        return ok(await put(tx, 'count', String(now + 1)))
      })
    await Promise.all(Array.from({ length: 1000 }, add))
    expect(await read('count')).toBe('1000')
  })

  it('are taken back when the change is refused', async () => {
    const result = await branch.database.write(async (tx) => {
      await put(tx, 'a', 'x')
      return refuse('ROLE_MISSING')
    })
    expect(result).toEqual({ ok: false, error: { code: 'ROLE_MISSING', details: {} } })
    expect(await read('a')).toBeNull()
  })

  it('are taken back when the change throws, and the next one works', async () => {
    const thrown = branch.database.write(async (tx) => {
      await put(tx, 'a', 'x')
      throw new Error('a bug')
    })
    await expect(thrown).rejects.toThrow('a bug')
    expect(await read('a')).toBeNull()
    expectOk(await branch.database.write(async (tx) => ok(await put(tx, 'a', 'y'))))
    expect(await read('a')).toBe('y')
  })

  it('are taken back when a parameter cannot be bound', async () => {
    const bad = branch.database.write(async (tx) => {
      await put(tx, 'a', 'x')
      return ok(await tx.run('UPDATE setting SET value = ?', [10n as never]))
    })
    await expect(bad).rejects.toThrow(TypeError)
    expect(await read('a')).toBeNull()
  })

  it('refuse to wait for themselves', async () => {
    await expect(branch.database.write(() => branch.database.write(async () => ok(1)))).rejects.toThrow('a write inside a write')
  })

  it('read their own changes, while everybody else reads what was committed', async () => {
    await branch.database.write(async (tx) => {
      await put(tx, 'a', 'x')
      expect(await read('a')).toBe('x')
      return ok(undefined)
    })
    const seen = await branch.database.read(async (reader) => {
      const before = await setting(reader, 'b')
      await branch.database.write(async (tx) => ok(await put(tx, 'b', 'new')))
      return [before, await setting(reader, 'b')]
    })
    expect(seen).toEqual([null, null])
    expect(await read('b')).toBe('new')
  })

  it('cannot write through the connection for reads', async () => {
    await expect(branch.database.read((reader) => reader.all("INSERT INTO setting VALUES ('a', 'b', 'c', NULL)"))).rejects.toMatchObject({
      code: 'SQLITE_READONLY',
    })
  })

  it('keep a large amount an integer, and bytes bytes', async () => {
    const row = await branch.database.read((reader) =>
      reader.get("SELECT CAST(? AS INTEGER) AS amount, ? AS bytes, typeof(unhex('00ff')) AS kind", [1_000_000_000_000, new Uint8Array([0, 255])]),
    )
    expect(row).toEqual({ amount: 1_000_000_000_000, bytes: new Uint8Array([0, 255]), kind: 'blob' })
  })
})

describe('inserting many rows', () => {
  it('stores what row by row would, over several statements', async () => {
    const rows = Array.from({ length: 5001 }, (_, n) => [`s${n}`, `值${n}`, AT, null])
    expectOk(await branch.database.write(async (tx) => ok(await bulkInsert(tx, 'setting', ['name', 'value', 'changed_at', 'changed_by'], rows))))
    expect(await read('s5000')).toBe('值5000')
  })

  it('refuses a column of bytes and text, a short row and a foreign name', async () => {
    const insert = (table: string, rows: (string | Uint8Array)[][]) =>
      branch.database.write(async (tx) => ok(await bulkInsert(tx, table, ['name', 'value', 'changed_at'], rows)))
    await expect(insert('setting', [['a', 'b']])).rejects.toThrow(TypeError)
    await expect(
      insert('setting', [
        ['a', 'b', 'c'],
        ['a', new Uint8Array(1), 'c'],
      ]),
    ).rejects.toThrow('mixes bytes')
    await expect(insert('setting; DROP TABLE staff', [])).rejects.toThrow('not an identifier')
  })
})
