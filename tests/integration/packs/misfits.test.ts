import { randomUUID } from 'node:crypto'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { expectOk, ok } from '../../../core/kernel/result.ts'
import { auditLog, EVERY_ROW } from '../../../db/repositories/audit-log.ts'
import { downBatches } from '../../../db/repositories/down-batches.ts'
import { packsOf } from '../../../db/repositories/reference-packs.ts'
import { openCounter } from '../../../electron/open-counter.ts'
import { loadPacks } from '../../../electron/services/packs.ts'
import type { Counter } from '../../../electron/usecases/counter.ts'
import { downStream, inOnePass, takeDown } from '../../../electron/usecases/sync/take-down.ts'
import { sha256Hex } from '../../../protocol/hashing.ts'
import { packAt, sendPack } from '../usecases/publish.ts'
import { appRoot, openWholeBank, type WholeBank } from '../usecases/test-branch.ts'
import { attempt, entryOf, startWalk, walkTo } from '../usecases/walk.ts'

let branch: WholeBank
let templates: string
beforeEach(async () => {
  branch = await openWholeBank()
  templates = await mkdtemp(path.join(tmpdir(), 'next-release-'))
  await cp(path.join(appRoot, 'templates'), templates, { recursive: true })
})
afterEach(async () => {
  await branch.remove()
  await rm(templates, { recursive: true, force: true })
})

const listed = [
  { name: 'bank.ndjson', text: `${JSON.stringify({ list: 'FRAUD', key: '110101199003078515', name: '某人', reason: '伪造流水', until: null })}\n` },
]
const LINES = '{ IND_CONSUME: 900000000, IND_BIZ: 900000000, SME_WC: 900000000, AGRI: 900000000 }'
const level = ['CREDIT', 'GUARANTEE', 'MORTGAGE_RE', 'MORTGAGE_VEH', 'PLEDGE'].map((mode) => `    ${mode}: ${LINES}\n`).join('')
const letter = () => [{ name: 'authority.yaml', text: `authority:\n  branch:\n${level}  headOfficeDepartment:\n${level}` }]
/** The branch starts with the next release of the program. */
async function upgrade(): Promise<Counter> {
  const packs = expectOk(await loadPacks(templates))
  return expectOk(await openCounter({ ...branch.counter, packs, userData: branch.userData, templates }, branch.counter.dataKey))
}

describe('data of head office after an upgrade of the program', () => {
  it('is refused alone where it does not hold with the new release; the risk list still stops whoever is on it', async () => {
    const today = branch.cases.businessDate
    const book = await readFile(path.join(appRoot, 'templates/clauses/loan-contract.v4.yaml'), 'utf8')
    const next = book.replaceAll('LOAN-CONTRACT@4', 'LOAN-CONTRACT@9')
    await sendPack(branch, 'RISK_LISTS', 1, today, listed)
    await sendPack(branch, 'CLAUSES', 1, today, [{ name: 'loan-contract.yaml', text: next.replace('借款种类、币种与金额', '总行的借款金额') }])
    await writeFile(path.join(templates, 'clauses/loan-contract.v9.yaml'), next)
    const standing = () => branch.counter.database.read((reader) => reader.all<{ rev: number }>("SELECT rev FROM outbox WHERE type = 'packs.standing'"))
    const before = await standing()
    const upgraded = await upgrade()
    expect([...upgraded.packs.riskLists.keys()]).toHaveLength(1)
    expect(upgraded.lendingHeldBy).toBeNull()
    expect(await packAt(branch, 'RISK_LISTS', 1)).toMatchObject({ state: 'IN_FORCE' })
    expect(await packAt(branch, 'CLAUSES', 1)).toMatchObject({ state: 'REFUSED', reason: expect.stringContaining('loan-contract') })
    const log = await branch.counter.database.read((reader) => auditLog(reader, { before: null, limit: 20 }, EVERY_ROW))
    expect(log.filter(({ action }) => action === 'packs.refuse').map(({ subject }) => subject)).toEqual(['CLAUSES 1'])
    const told = await standing()
    expect(told.length).toBeGreaterThan(before.length)
  })

  it('is refused before what waited for this release is read anew, which it would take with it; head office is told of all once', async () => {
    const { counter } = branch
    const today = branch.cases.businessDate
    const book = await readFile(path.join(appRoot, 'templates/clauses/loan-contract.v3.yaml'), 'utf8')
    const next = book.replaceAll('LOAN-CONTRACT@3', 'LOAN-CONTRACT@9')
    await sendPack(branch, 'CLAUSES', 1, today, [{ name: 'loan-contract.yaml', text: next.replace('借款种类、币种与金额', '总行的借款金额') }])
    // As the release before left packs it did not know.
    const parked = async (kind: string, lineNo: number, name: string, text: string) => {
      const bytes = Buffer.from(text)
      const file = { name, sha256: sha256Hex(bytes), bytes: bytes.length }
      const body = { kind, version: 1, effectiveFrom: today, title: kind, note: '', files: [file], preparedBy: 'Alice', publishedBy: 'Bob' }
      const blobs = [{ sha256: file.sha256, bytes: file.bytes, media: 'x/y', role: name }]
      const line = JSON.stringify({ type: 'reference.pack', schema: 1, id: randomUUID(), rev: 1, body, blobs })
      return { bytes, sha256: file.sha256, line: { lineNo, type: 'reference.pack', schema: 1, line } }
    }
    const waiting = [
      await parked('LPR', 1, 'lpr.yaml', 'lpr: [{ publishedOn: 2026-07-20, oneYear: 28000, fiveYear: 33000 }]\n'),
      await parked('RISK_LISTS', 2, 'bank.ndjson', listed[0]?.text ?? ''),
    ]
    const { epoch, appliedSeq } = await counter.database.read((reader) => downStream(counter, reader))
    const blobs = new Map(waiting.map(({ sha256, bytes }) => [sha256, bytes]))
    const unknown = waiting.map(({ line }) => line)
    expectOk(
      await inOnePass(counter, () =>
        takeDown(counter, null, { epoch, seq: appliedSeq + 1, hash: sha256Hex('later'), records: [], unknown, blobs, receipts: [] }),
      ),
    )
    await writeFile(path.join(templates, 'clauses/loan-contract.v9.yaml'), next)
    const standing = () => counter.database.read((reader) => reader.all<{ rev: number }>("SELECT rev FROM outbox WHERE type = 'packs.standing'"))
    const before = await standing()
    const upgraded = await upgrade()
    expect(await packAt(branch, 'CLAUSES', 1)).toMatchObject({ state: 'REFUSED' })
    expect(await packAt(branch, 'LPR', 1)).toMatchObject({ state: 'IN_FORCE' })
    expect(await packAt(branch, 'RISK_LISTS', 1)).toMatchObject({ state: 'IN_FORCE' })
    expect([...upgraded.packs.tables.lpr.keys()]).toEqual(['LPR@1'])
    expect(upgraded.packs.riskLists.size).toBe(1)
    expect((await standing()).length).toBe(before.length + 1)
    await upgrade()
    expect((await standing()).length).toBe(before.length + 1)
  })

  it.each(['LPR', 'CALENDAR'] as const)('holds all lending where it was the %s too', async (kind) => {
    const { counter } = branch
    const name = kind === 'LPR' ? 'lpr.yaml' : 'china-2031.yaml'
    const bytes = Buffer.from('nothing: [of this]')
    await counter.database.write(async (tx) => {
      await downBatches(tx, counter.vault).insert({ epoch: 1, seq: 1, envelopeSha256: sha256Hex('down 1'), takenAt: counter.clock.now() })
      const days = { effectiveFrom: branch.cases.businessDate, arrivedAt: counter.clock.now(), inForceAt: counter.clock.now() }
      const pack = {
        kind,
        version: 1,
        title: kind,
        note: '',
        preparedBy: 'Alice',
        publishedBy: 'Bob',
        epoch: 1,
        seq: 1,
        state: 'IN_FORCE',
        reason: null,
      } as const
      await packsOf(tx, counter.vault).insert({ ...pack, ...days }, [{ name, sha256: sha256Hex(bytes), bytes }])
      return ok(null)
    })
    const upgraded = await upgrade()
    expect(upgraded.lendingHeldBy).toBe(kind)
    expect(await packAt(branch, kind, 1)).toMatchObject({ state: 'REFUSED', reason: expect.stringContaining(name) })
  })

  it('holds all lending where it was the letter of authority, and lets a case still be given up, until head office sends one that holds', async () => {
    const walk = await startWalk(branch, entryOf(branch, 'sole-trader-1'))
    await walkTo(walk, 'review')
    expect(await sendPack(branch, 'AUTHORITY', 1, branch.cases.businessDate, letter())).toMatchObject({ state: 'IN_FORCE' })
    // As a release that reads letters otherwise finds it.
    const pack = (await packAt(branch, 'AUTHORITY', 1)) ?? expect.fail('no letter')
    const bytes = Buffer.from('authority: []')
    await branch.counter.database.write(async (tx) => {
      const packs = packsOf(tx, branch.counter.vault)
      await packs.remove(pack)
      await packs.insert(pack, [{ name: 'authority.yaml', sha256: sha256Hex(bytes), bytes }])
      return ok(null)
    })
    const upgraded = await upgrade()
    expect(upgraded.lendingHeldBy).toBe('AUTHORITY')
    expect(await packAt(branch, 'AUTHORITY', 1)).toMatchObject({ state: 'REFUSED', reason: expect.stringContaining('authority') })
    const there = { ...walk, branch: { ...branch, counter: upgraded } }
    expect(await attempt(there, 'decide', branch.staff.manager)).toMatchObject({
      ok: false,
      error: { code: 'REFERENCE_DATA_MISFIT', details: { kind: 'AUTHORITY' } },
    })
    expect(await sendPack(there.branch, 'AUTHORITY', 2, branch.cases.businessDate, letter())).toMatchObject({ state: 'IN_FORCE' })
    expect(upgraded.lendingHeldBy).toBeNull()
    await walkTo(there, 'decide')
  })
})
