import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { beforeEach, expect, it, onTestFinished } from 'vitest'
import { newDataKey } from '../../../electron/services/key-slots.ts'
import { saveCopy } from '../../../electron/services/saved-copy.ts'
import { makeVault } from '../../../electron/services/vault.ts'

const key = newDataKey()
const vault = makeVault(key)
let folder: string
let list: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'saved-copy-'))
  list = path.join(folder, 'case-list.csv')
  onTestFinished(() => rmSync(folder, { recursive: true }))
})
const lines = [Buffer.from('业务编号,客户\r\n')]
/** The name that a copy is written under until it stands whole. */
async function temporaryName(of: typeof vault): Promise<string> {
  let seen = ''
  await saveCopy(
    of,
    list,
    (function* () {
      seen = readdirSync(folder).find((name) => name.endsWith('.part')) ?? ''
      yield* lines
    })(),
  )
  rmSync(list)
  return path.join(folder, seen)
}

it('a list takes the place of the one before only when it is whole', async () => {
  writeFileSync(list, 'of last week')
  const failed = saveCopy(
    vault,
    list,
    (function* () {
      yield* lines
      throw new Error('the window was closed')
    })(),
  )
  await expect(failed).rejects.toThrow('the window was closed')
  expect([readdirSync(folder), readFileSync(list, 'utf8')]).toEqual([['case-list.csv'], 'of last week'])
  expect(await saveCopy(vault, list, lines)).toEqual({ ok: true, value: undefined })
  expect([readdirSync(folder), readFileSync(list)]).toEqual([['case-list.csv'], lines[0]])
})

it('a list is saved where a power cut left half of the one before, and nothing of that half stays, after a restart too', async () => {
  writeFileSync(await temporaryName(vault), 'half of a list')
  expect(await saveCopy(makeVault(new Uint8Array(key)), list, lines)).toEqual({ ok: true, value: undefined })
  expect(readdirSync(folder)).toEqual(['case-list.csv'])
})

it('a file of another program or another branch keeps its place whatever it is called', async () => {
  const theirs = [`${list}.part`, await temporaryName(makeVault(newDataKey()))]
  for (const file of theirs) writeFileSync(file, file)
  expect(await saveCopy(vault, list, lines)).toEqual({ ok: true, value: undefined })
  expect(theirs.map((file) => readFileSync(file, 'utf8'))).toEqual(theirs)
})

it('the same list saved twice at once is refused the second time, and the first stands whole', async () => {
  let second: unknown
  const first = await saveCopy(
    vault,
    list,
    (async function* () {
      yield* lines
      second = await saveCopy(vault, list, lines)
    })(),
  )
  expect([first, second]).toEqual([
    { ok: true, value: undefined },
    { ok: false, error: { code: 'FILE_HELD', details: {} } },
  ])
  expect([readdirSync(folder), readFileSync(list)]).toEqual([['case-list.csv'], lines[0]])
})
