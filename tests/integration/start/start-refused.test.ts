import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startCounter } from '../../../electron/compose.ts'
import { noOsKeyStore } from '../../../electron/services/os-key-store.ts'
import { StartRefused, startFailureWords } from '../../../electron/start-failure.ts'
import { NO_SCREEN } from '../../fixtures/no-screen.ts'

const appRoot = path.join(import.meta.dirname, '../../..')
let userData: string
beforeEach(() => {
  userData = mkdtempSync(path.join(tmpdir(), 'start-'))
})
afterEach(() => rmSync(userData, { recursive: true, force: true }))

const start = (root = appRoot) =>
  startCounter({
    appRoot: root,
    userData,
    version: '0.0.0',
    osStore: noOsKeyStore,
    training: false,
    restart: () => undefined,
    ports: NO_SCREEN,
  })

/** What the person at the counter reads when the application does not start. */
async function failure(locale: 'zh-CN' | 'en', root?: string): Promise<string> {
  const error: unknown = await start(root).then(
    () => null,
    (thrown: unknown) => thrown,
  )
  return startFailureWords(appRoot, locale, error)
}

describe('the start of a branch', () => {
  it('answers every channel on an empty folder, and closes again', async () => {
    const counter = await start()
    expect(Object.keys(counter.handlers).sort()).toEqual(Object.keys(counter.calls).sort())
    await counter.close()
  })

  it('says that the database is damaged, and leaves the file as it is', async () => {
    const file = path.join(userData, 'live/branch.sqlite')
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, 'this was a database once '.repeat(400))
    expect(await failure('zh-CN')).toBe('数据库不是数据库文件，未打开，文件保持原样。从最近的备份恢复。\n\nDATABASE_DAMAGED')
    expect(await failure('en')).toContain('The database is not a database file; it was not opened')
    expect(readFileSync(file, 'utf8')).toContain('this was a database once')
    expect(readdirSync(path.dirname(file))).toEqual(['branch.sqlite'])
  })

  it('logs the code of the refusal', async () => {
    mkdirSync(path.join(userData, 'live'), { recursive: true })
    writeFileSync(path.join(userData, 'live/branch.sqlite'), 'x'.repeat(5_000))
    await expect(start()).rejects.toBeInstanceOf(StartRefused)
    expect(readFileSync(path.join(userData, 'logs/counter.log'), 'utf8')).toContain('"code":"DATABASE_DAMAGED"')
  })
})

describe('the words of a failed start', () => {
  const words = (locale: string): Record<string, string> =>
    JSON.parse(readFileSync(path.join(appRoot, 'renderer/locales', locale, 'start-failure.json'), 'utf8')) as Record<string, string>

  it.each(['zh-CN', 'en'])('are there for every refusal of opening in %s', (locale) => {
    const codes = [
      'DATABASE_CHANGED',
      'DATABASE_DAMAGED',
      'DATABASE_NEWER',
      'DATA_FILE_INVALID',
      'DATA_FOLDER_SHARED',
      'DISK_FULL',
      'PDF_FONT_MISSING',
      'OTHER',
    ]
    const problems = ['MISSING', 'NOT_A_DATABASE', 'NOT_OURS', 'PAGES'].map((problem) => `problem.${problem}`)
    expect([...codes, ...problems].filter((key) => !words(locale)[key])).toEqual([])
  })

  it('fill in the figures', () => {
    const refusal = new StartRefused({ code: 'DATABASE_NEWER', details: { version: 90, known: 80 } })
    expect(startFailureWords(appRoot, 'zh-CN', refusal)).toContain('90，本程序支持 80')
  })

  it('keep the message of what nobody foresaw', () => expect(startFailureWords(appRoot, 'en', new Error('EACCES'))).toBe('EACCES'))
})
