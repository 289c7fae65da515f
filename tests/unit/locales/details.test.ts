import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { locales, placeholders } from './flatten.ts'

const root = join(import.meta.dirname, '../../..')
const sources = ['core', 'db', 'electron', 'protocol', 'headoffice'].flatMap((room) =>
  readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(root, room, name), 'utf8')),
)

/** The details of each refusal written out in the code: code → one list of names a place. `refuse(CODE, details)` with variables is passed over. */
function refusals(): Map<string, string[][]> {
  const found = new Map<string, string[][]>()
  for (const source of sources) {
    for (const [, code = '', body = ''] of source.matchAll(/refuse\(\s*'([A-Z_]+)'\s*(?:,\s*\{([\s\S]*?)\}\s*)?\)/g)) {
      const names = [...body.matchAll(/(?:^|[,{]\s*)\s*(\w+)\s*(?=[:,]|$)/g)].map(([, name]) => name ?? '')
      found.set(code, [...(found.get(code) ?? []), names])
    }
  }
  return found
}

it('asks of a refusal only figures that some refusal gives', () => {
  const places = refusals()
  expect(places.size).toBeGreaterThan(80)
  const unfilled = [...places].flatMap(([code, given]) =>
    placeholders(locales['zh-CN'].get(`errors.${code}`) ?? '')
      .filter((name) => !given.flat().includes(name))
      .map((name) => `${code} {${name}}`),
  )
  expect(unfilled).toEqual([])
})
