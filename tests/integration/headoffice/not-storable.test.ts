import { cpSync, rmSync } from 'node:fs'
import path from 'node:path'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { expectOk } from '../../../core/kernel/result.ts'
import { ACT_PLACE, type Act } from '../../../headoffice/acts/act.ts'
import { recordAct } from '../../../headoffice/acts/record-act.ts'
import { issueToEach } from '../../../headoffice/down/issue-down.ts'
import { openHeadOffice } from '../../../headoffice/head-office.ts'
import { Counter, caseRecord, NOW, newFolder, removeFolders } from '../batch/counter.ts'
import { layEmptyStore } from '../empty-store.ts'
import { ENGINES, officeOn, postgres, stopPostgres } from './engines.ts'

/** A release whose schema lets through what its column cannot hold: the mistake this file is about. */
vi.mock('../../../core/batch/escalation.ts', async (original) => {
  const real = await original<typeof import('../../../core/batch/escalation.ts')>()
  return { ...real, CaseEscalatedBody: real.CaseEscalatedBody.extend({ caseVersion: z.int().min(1) }) }
})

afterAll(async () => {
  await stopPostgres()
  removeFolders()
})

const escalated = (caseVersion: number) => ({
  ...caseRecord({ type: 'case.escalated' }),
  body: {
    applicationNo: 'SQ110199202611230001',
    caseVersion,
    level: 'HEAD_OFFICE_DEPARTMENT',
    because: [],
    reason: '',
    escalatedOn: '2026-11-23',
    escalatedBy: '1001',
    productCode: 'consumer-house-mortgage',
    productLine: 'IND_CONSUME',
    security: 'MORTGAGE_RE',
    applicant: { name: '测试甲', idType: 'RESIDENT', idNumber: '11010519491231002X' },
    amountFen: '30000000',
    tenorMonths: 36,
    annualRate: 43500,
    limits: { limitFen: '30000000', rateFrom: 30000, rateTo: 60000 },
    score: null,
    review: null,
  },
})

describe.each(ENGINES)('one entry the tables cannot hold, on %s', (engine) => {
  it('is rejected by itself, alone or behind a gap; the same answer stands after a restart, after a rebuild, and on the other engine', async () => {
    const { office, folder, databaseUrl } = await officeOn(engine)
    const [bad, good] = [await Counter.enrol(office, 'BR0001'), await Counter.enrol(office, 'BR0002')]
    await bad.seal([caseRecord(), escalated(2 ** 40), escalated(7)])
    // The batch behind a gap comes through with the one that fills it, in one transaction.
    const [first, second] = [newFolder(), newFolder()]
    await bad.seal([caseRecord()], [], first)
    await bad.seal([escalated(2 ** 41), caseRecord()], [], second)
    await good.seal([caseRecord()])
    expect(expectOk(await office.importBatches(bad.outbox)).batches).toMatchObject([{ outcome: { state: 'applied' } }])
    expect(expectOk(await office.importBatches(second)).batches).toMatchObject([{ outcome: { state: 'waiting' } }])
    expect(expectOk(await office.importBatches(first)).batches).toMatchObject([{ outcome: { state: 'applied' } }])
    expect(expectOk(await office.importBatches(good.outbox)).batches).toMatchObject([{ outcome: { state: 'applied' } }])
    expect(await office.query(`select seq, line_no, code from receipt where kind = 'rejected' order by seq`)).toEqual([
      { seq: 1, line_no: 2, code: 'RECORD_NOT_STORABLE' },
      { seq: 3, line_no: 1, code: 'RECORD_NOT_STORABLE' },
    ])
    expect(await office.query('select branch_id, count(*) as n from record group by branch_id order by branch_id')).toEqual([
      { branch_id: 'BR0001', n: 4 },
      { branch_id: 'BR0002', n: 1 },
    ])
    expect(await office.query(`select count(*) as n from batch where dir = 'down'`)).toEqual([{ n: 4 }])
    const hash = await office.projectionHash()
    expect(await office.rebuild()).toEqual({ before: hash, after: hash })
    await office.close()
    const again = expectOk(await openHeadOffice(folder, () => NOW, databaseUrl ? { databaseUrl } : {}))
    expect([again.troubles, await again.projectionHash()]).toEqual([[], hash])
    await again.close()
    const other = newFolder()
    cpSync(folder, other, { recursive: true })
    rmSync(path.join(other, 'store'), { recursive: true, force: true })
    layEmptyStore(other)
    const elsewhere = expectOk(await openHeadOffice(other, () => NOW, engine === 'PGlite' ? { databaseUrl: await (await postgres()).database() } : {}))
    expect(await elsewhere.projectionHash()).toBe(hash)
    await elsewhere.close()
  })

  it('of which nothing can be read any more stops its own branch and no other, at work and at the start', async () => {
    const { office, folder, databaseUrl } = await officeOn(engine)
    const [lost, good] = [await Counter.enrol(office, 'BR0001'), await Counter.enrol(office, 'BR0002')]
    const { batch } = await lost.seal([caseRecord()])
    await office.importBatches(lost.outbox)
    await office.close()
    const part = batch.envelope.parts[0]?.sha256 ?? ''
    rmSync(path.join(folder, 'spool', 'objects', part.slice(0, 2), part))
    rmSync(path.join(folder, 'store'), { recursive: true, force: true })
    const again = expectOk(await openHeadOffice(folder, () => NOW, databaseUrl ? { databaseUrl: await (await postgres()).database() } : {}))
    expect(again.troubles).toEqual([{ what: 'projection', lane: 'BR0001', reason: `object ${part} is missing or damaged` }])
    const stick = newFolder()
    await lost.seal([caseRecord()], [], stick)
    await good.seal([caseRecord()], [], stick)
    const brought = expectOk(await again.importBatches(stick))
    expect(brought.batches.map((one) => ('refusal' in one ? one.refusal.code : one.outcome.state)).sort()).toEqual(['BRANCH_STANDS_STILL', 'applied'])
    expect(brought.receipts).not.toBeNull()
    expect(await again.verify()).toMatchObject({ damaged: [part] })
    await again.close()
  })

  it('typed by head office itself is refused before it is kept, and one that an earlier release kept has only its line on the audit log', async () => {
    const { office } = await officeOn(engine)
    const { spool, seal } = office.office
    const lines = spool.journal.length
    const nul: Act = { type: 'pack.draft', kind: 'LPR', version: 1, effectiveFrom: '2026-12-01', title: 'a\0b', note: '', files: [] }
    await expect(recordAct(office.office, 'editor', nul)).rejects.toThrow('an act pack.draft that nobody could read back')
    expect(spool.journal.length).toBe(lines)
    const kept = await spool.put(Buffer.from(seal.seal(ACT_PLACE, JSON.stringify({ who: 'editor', nonce: '00000000-0000-4000-8000-000000000000', what: nul }))))
    await spool.append('office', kept, nul.type, NOW, '')
    await recordAct(office.office, 'admin', { type: 'user.add', userId: 'same', name: 'One', roles: [], password: 'x' })
    await recordAct(office.office, 'admin', { type: 'user.add', userId: 'same', name: 'Two', roles: [], password: 'x' })
    expect(await office.query('select act, subject, note from audit order by n')).toEqual([
      { act: 'pack.draft', subject: kept.slice(0, 12), note: 'NO_EFFECT' },
      { act: 'user.add', subject: 'same', note: '' },
      { act: 'user.add', subject: 'same', note: 'NO_EFFECT' },
    ])
    expect(await office.query('select name from office_user')).toEqual([{ name: 'One' }])
    expect(await issueToEach(office.office)).toEqual([])
    expect((await office.verify()).projectionMatches).toBe(true)
    await office.close()
  })
})
