import { expect, it } from 'vitest'
import { RiskEntry } from '../../../core/intake/risk-list.ts'
import { valuesOf } from '../../../electron/services/sent-values.ts'

const entry = { list: 'FRAUD', key: '110199199001010000', name: '某人', reason: '伪造流水', until: null }
const list = (...lines: readonly string[]) => valuesOf({ kind: 'RISK_LISTS', version: 1, name: 'RISK_LISTS.1/bank.ndjson', text: lines.join('\n') }, RiskEntry)
const line = JSON.stringify(entry)

it('a risk list is read line by line, and one bad line refuses it with file, line and field', () => {
  expect(list(line, '', line)).toEqual({ ok: true, value: [entry, entry] })
  const refused = (details: object) => ({ ok: false, error: { code: 'DATA_FILE_INVALID', details: { file: 'RISK_LISTS.1/bank.ndjson', ...details } } })
  expect(list(line, JSON.stringify({ ...entry, until: '2026-02-30' }))).toMatchObject(refused({ line: 2, path: 'until', reason: 'DATE_INVALID' }))
  expect(list(line, '{"list":"FRAUD","list":"X"}')).toMatchObject(refused({ line: 2, reason: 'no JSON' }))
})
