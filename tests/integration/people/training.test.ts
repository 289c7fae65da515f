import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectOk } from '../../../core/kernel/result.ts'
import { PASSWORD_STANDS } from '../../../core/people/password-age.ts'
import { documentsOfCase } from '../../../db/repositories/documents.ts'
import { startCounter } from '../../../electron/compose.ts'
import { noOsKeyStore } from '../../../electron/services/os-key-store.ts'
import { readPages } from '../../../electron/services/pdf-reread.ts'
import { startFailureWords } from '../../../electron/start-failure.ts'
import { readCard } from '../../../electron/usecases/intake/read-identity.ts'
import { makeSeparators } from '../../../electron/usecases/scans/print-separators.ts'
import { NO_SCREEN } from '../../fixtures/no-screen.ts'
import { appRoot, openTestBranch, PASSWORD, type TestBranch } from '../usecases/test-branch.ts'
import { entryOf, startWalk, walkTo } from '../usecases/walk.ts'

let branch: TestBranch
let office: Server
let asked = 0
let address = ''

beforeAll(async () => {
  branch = await openTestBranch((file) => file, { training: true })
  office = createServer((_request, response) => {
    asked += 1
    response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => office.listen(0, '127.0.0.1', resolve))
  address = `http://127.0.0.1:${(office.address() as AddressInfo).port}`
})
afterAll(async () => {
  office.close()
  await branch.remove()
})

const seat = { session: null, locked: false, password: PASSWORD_STANDS, take: () => undefined, lock: () => undefined, leave: () => undefined }
const start = (userData: string, training: boolean, restart: (to: boolean) => void = () => undefined) =>
  startCounter({
    appRoot,
    userData,
    training,
    restart,
    version: '0.1.0',
    osStore: noOsKeyStore,
    ports: NO_SCREEN,
  })
const refusalOf = (started: Promise<unknown>): Promise<string> =>
  started.then(
    () => 'started',
    (error: unknown) => startFailureWords(appRoot, 'zh-CN', error),
  )

describe('a training branch (R7)', () => {
  it('marks every page of every paper, and of the sheets between scans', async () => {
    const walk = await startWalk(branch, entryOf(branch, 'sole-trader-1'))
    await walkTo(walk, 'accept')
    const made = await branch.counter.database.read((reader) => documentsOfCase(reader, walk.caseId))
    expect(made.length).toBeGreaterThan(0)
    for (const { blobRef } of made)
      for (const page of await readPages(expectOk(await branch.counter.papers.get(blobRef)))) expect(page.replace(/\s/gu, '')).toContain('培训')
    const sheets = expectOk(await makeSeparators(branch.counter, { caseId: walk.caseId, items: [{ itemId: 'D101', party: 'B' }] }))
    for (const page of await readPages(sheets.bytes)) expect(page.replace(/\s/gu, '')).toContain('培训')
  })

  it('has a card reader of its own, so that no customer is needed', async () => {
    expect(expectOk(await readCard(branch.counter))).toMatchObject({ idNumber: '110199199003070017', idExpiresOn: '2036-05-10' })
  })

  it('stays one: its database refuses to be called live', async () => {
    await expect(branch.counter.database.write((tx) => tx.run('UPDATE branch SET training = 0') as never)).rejects.toThrow(/never becomes a live one/)
  })

  it('reaches head office by no channel, whatever address is given', async () => {
    await branch.host.close()
    const counter = await start(branch.userData, true)
    const { handlers } = counter
    expectOk(await handlers['session.signIn'](null as never, { staffNo: branch.administrator.staffNo, password: PASSWORD }, seat))
    const manager = { ...branch.administrator }
    const replies = [
      await handlers['sync.setAddress'](manager, { address }, seat),
      await handlers['sync.enrol'](manager, { address, code: '12345678', fingerprint: 'x' }, seat),
      await handlers['sync.start'](manager, {}, seat),
      await handlers['sync.exportUsb'](manager, {}, seat),
      await handlers['branch.installEnrolment'](manager, { fingerprint: 'x' }, seat),
      await handlers['batch.propose'](manager, {} as never, seat),
    ]
    expect(replies.map((reply) => (reply.ok ? 'done' : reply.error.code))).toEqual(Array.from(replies, () => 'TRAINING_NO_OFFICE'))
    expect(asked).toBe(0)
    await counter.close()
  })

  it('is never opened as a live branch, nor a live folder in training', async () => {
    expect(await refusalOf(start(branch.userData, false))).toContain('TRAINING_MIXED')
    const live = await openTestBranch()
    await live.host.close()
    expect(await refusalOf(start(live.userData, true))).toContain('培训数据和正式数据不在同一处打开')
    await live.remove()
  })

  it('is entered and left at the entrance, with nobody at the counter', async () => {
    const userData = mkdtempSync(path.join(tmpdir(), 'training-'))
    const asked: boolean[] = []
    const counter = await start(userData, false, (to) => asked.push(to))
    expect(expectOk(await counter.handlers['shell.info'](null, {}, seat)).training).toBe(false)
    expectOk(await counter.handlers['shell.restart'](null, { training: true }, seat))
    expect(asked).toEqual([true])
    await counter.close()
    rmSync(userData, { recursive: true, force: true })
  })
})
