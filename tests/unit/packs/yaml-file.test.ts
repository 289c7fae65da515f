import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { openYamlFile, parseYamlFile, readAhead } from '../../../electron/services/yaml-file.ts'

const Schema = z.strictObject({ version: z.string(), rows: z.array(z.strictObject({ code: z.string(), points: z.int().max(10) })) })
const faultOf = (text: string) => {
  const parsed = parseYamlFile('card.yaml', text, Schema)
  return parsed.ok ? null : parsed.error.details
}

describe('a data file', () => {
  it('is read when it fits its schema', () => {
    expect(parseYamlFile('card.yaml', 'version: A@1\nrows:\n  - { code: X, points: 3 }\n', Schema)).toEqual({
      ok: true,
      value: { version: 'A@1', rows: [{ code: 'X', points: 3 }] },
    })
  })

  it('is refused at the line and column of the wrong value', () => {
    expect(faultOf('version: A@1\nrows:\n  - { code: X, points: 3 }\n  - code: Y\n    points: 11\n')).toMatchObject({
      file: 'card.yaml',
      line: 5,
      column: 13,
      path: 'rows.1.points',
      more: 0,
    })
  })

  it('is refused at the row that lacks a field, counting the further faults', () => {
    expect(faultOf('version: A@1\nrows:\n  - code: X\n')).toMatchObject({ line: 3, column: 5, path: 'rows.0.points' })
    expect(faultOf('rows: 7\n')).toMatchObject({ line: 1, more: 1 })
  })

  it('is refused at a key nobody knows', () => {
    expect(faultOf('version: A@1\nrows: []\nrwos: []\n')).toMatchObject({ line: 3, column: 1, path: 'rwos' })
  })

  it('is refused when it is not YAML, says a key twice, or is empty', () => {
    expect(faultOf('version: [A\nrows: []\n')).toMatchObject({ file: 'card.yaml', path: '' })
    expect(faultOf('version: A\nversion: B\nrows: []\n')).toMatchObject({ line: 2, column: 1 })
    expect(faultOf('')).toMatchObject({ line: 1, column: 1 })
  })

  it('is refused when its aliases multiply', () => {
    const bomb = `a: &a [x, x]\n${['b', 'c', 'd', 'e', 'f'].map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcde'[index]}`).join(', ')}]`).join('\n')}\n`
    expect(faultOf(bomb)).toMatchObject({ file: 'card.yaml', reason: expect.stringMatching(/alias/i) })
  })

  it('that the build read ahead is read no second time, and still says where a value stands', () => {
    const text = 'version: A@1\nrows:\n  - { code: X, points: 3 }\n'
    const before = readAhead([text, 'broken: [', 'twice: 1\ntwice: 2\n'])
    expect(Object.values(before)).toEqual([{ version: 'A@1', rows: [{ code: 'X', points: 3 }] }])
    const told = Object.fromEntries(Object.keys(before).map((key) => [key, { version: 'B@2', rows: [] }]))
    expect(parseYamlFile('card.yaml', text, Schema, told)).toMatchObject({ value: { version: 'B@2' } })
    const file = openYamlFile('card.yaml', text, Schema, before)
    expect(file.ok && file.value.refuseAt(['rows', 0, 'points'], 'too few')).toMatchObject({ error: { details: { line: 3, column: 24, reason: 'too few' } } })
  })

  it('whose text is another than the one read ahead, or whose value no longer fits, is read from its text', () => {
    const text = 'version: A@1\nrows: []\n'
    const before = readAhead([text])
    expect(parseYamlFile('card.yaml', text.replace('A@1', 'A@2'), Schema, before)).toMatchObject({ value: { version: 'A@2' } })
    const stale = Object.fromEntries(Object.keys(before).map((key) => [key, { version: 1 }]))
    expect(parseYamlFile('card.yaml', text, Schema, stale)).toMatchObject({ ok: true, value: { version: 'A@1' } })
  })
})
