import path from 'node:path'
import { expect, it } from 'vitest'
import type { Refusal } from '../../../core/kernel/result.ts'
import { StartRefused, startFailureWords } from '../../../electron/start-failure.ts'

const appRoot = path.join(import.meta.dirname, '../../..')
const speak = (locale: 'zh-CN' | 'en', refusal: Refusal): string => startFailureWords(appRoot, locale, new StartRefused(refusal))
const REFUSALS: readonly Refusal[] = [
  ...['MISSING', 'NOT_A_DATABASE', 'NOT_OURS', 'PAGES'].map((problem) => ({ code: 'DATABASE_DAMAGED' as const, details: { problem } })),
  { code: 'DATABASE_CHANGED', details: { migration: '0080' } },
  { code: 'DATABASE_NEWER', details: { version: 90, known: 80 } },
  { code: 'DATA_FILE_INVALID', details: { file: 'products/x.yaml', line: 3, column: 5, path: 'maxFen', reason: 'AMOUNT' } },
  { code: 'DATA_FOLDER_SHARED', details: { folder: '\\\\server\\profiles\\first-loan-counter' } },
  { code: 'DISK_FULL', details: {} },
  { code: 'PDF_FONT_MISSING', details: {} },
]

it.each(['zh-CN', 'en'] as const)('a branch that cannot open is told in %s what is wrong, each thing in its own words, every name filled in', (locale) => {
  const said = REFUSALS.map((refusal) => speak(locale, refusal))
  expect(new Set(said).size).toBe(REFUSALS.length)
  const [other = ''] = speak(locale, { code: 'SCAN_EMPTY', details: {} }).split('\n')
  for (const [index, text] of said.entries()) {
    const { code, details } = REFUSALS[index] ?? expect.fail()
    expect(text).not.toMatch(/[{}]|undefined/)
    expect(text.startsWith(other)).toBe(false)
    expect(text.endsWith(`\n\n${code}`)).toBe(true)
    for (const [name, value] of Object.entries(details)) if (name !== 'problem') expect(text).toContain(String(value))
  }
})
