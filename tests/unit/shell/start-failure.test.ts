import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Refusal } from '../../../core/kernel/result.ts'
import { databaseFile } from '../../../electron/open-counter.ts'
import { openHost } from '../../../electron/open-host.ts'
import { makeClock } from '../../../electron/services/clock.ts'
import { noOsKeyStore } from '../../../electron/services/os-key-store.ts'
import { StartRefused, startFailureWords } from '../../../electron/start-failure.ts'

const appRoot = path.join(import.meta.dirname, '../../..')
const speak = (locale: 'zh-CN' | 'en', refusal: Refusal): string => startFailureWords(appRoot, locale, new StartRefused(refusal))
const REFUSALS: readonly Refusal[] = [
  ...['MISSING', 'NOT_A_DATABASE', 'NOT_OURS', 'PAGES'].map((problem) => ({ code: 'DATABASE_DAMAGED' as const, details: { problem } })),
  { code: 'DATABASE_CHANGED', details: { migration: '0080' } },
  { code: 'DATABASE_NEWER', details: { version: 90, known: 80 } },
  { code: 'DATA_FILE_INVALID', details: { file: 'products/x.yaml', line: 3, column: 5, path: 'maxFen', reason: 'AMOUNT' } },
  { code: 'DISK_FULL', details: {} },
  { code: 'PDF_FONT_MISSING', details: {} },
]

describe('a branch that cannot open', () => {
  it.each(['zh-CN', 'en'] as const)('is told in %s what is wrong, each thing in its own words, with every name filled in', (locale) => {
    const said = REFUSALS.map((refusal) => speak(locale, refusal))
    expect(new Set(said).size).toBe(REFUSALS.length)
    const other = speak(locale, { code: 'SCAN_EMPTY', details: {} }).split('\n')[0]
    for (const [index, text] of said.entries()) {
      const { code, details } = REFUSALS[index] ?? expect.fail()
      expect(text).not.toMatch(/[{}]|undefined/)
      expect(text.startsWith(other ?? '')).toBe(false)
      expect(text.endsWith(`\n\n${code}`)).toBe(true)
      for (const [name, value] of Object.entries(details)) if (name !== 'problem') expect(text).toContain(String(value))
    }
  })

  it('with a corrupted database is told so, and that the file stays as it is', async () => {
    const userData = mkdtempSync(path.join(tmpdir(), 'start-failure-'))
    const file = databaseFile(userData)
    mkdirSync(path.dirname(file), { recursive: true })
    const junk = Buffer.alloc(8192, 0xa5)
    writeFileSync(file, junk)
    const cost = { memoryKib: 8, passes: 1, lanes: 1 }
    const opened = await openHost({ appRoot, userData, version: '0.1.0', clock: makeClock(() => null), osStore: noOsKeyStore, keyCost: cost })
    expect(opened).toEqual({ ok: false, error: { code: 'DATABASE_DAMAGED', details: { problem: 'NOT_A_DATABASE' } } })
    if (!opened.ok) expect(speak('zh-CN', opened.error)).toBe('数据库不是数据库文件，未打开，文件保持原样。从最近的备份恢复。\n\nDATABASE_DAMAGED')
    expect(readFileSync(file).equals(junk)).toBe(true)
    rmSync(userData, { recursive: true, force: true })
  })

  it('for a reason nobody foresaw shows that reason', () => {
    expect(startFailureWords(appRoot, 'zh-CN', new Error('EBUSY'))).toBe('EBUSY')
    expect(speak('en', { code: 'SCAN_EMPTY', details: {} })).toContain('Nothing was changed')
  })
})
