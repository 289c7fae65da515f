import { afterAll, describe, expect, it } from 'vitest'
import type { Proposal } from '../../../headoffice/acts/act.ts'
import { recordAct } from '../../../headoffice/acts/record-act.ts'
import { NOW, removeFolders } from '../batch/counter.ts'
import { ENGINES, officeOn, stopPostgres } from './engines.ts'

afterAll(async () => {
  await stopPostgres()
  removeFolders()
})

describe.each(ENGINES)('what takes two persons of head office, on %s', (engine) => {
  it('is done by one neither past the console nor in the tables themselves', async () => {
    const { office } = await officeOn(engine)
    const pack = { kind: 'LPR', version: 1 } as const
    const state = async () => (await office.query<{ state: string }>('select state from pack'))[0]?.state
    await recordAct(office.office, 'alice', { type: 'pack.draft', ...pack, effectiveFrom: '2026-12-01', title: 'LPR', note: '', files: [] })
    await recordAct(office.office, 'alice', { type: 'pack.publish', ...pack })
    expect(await state()).toBe('draft')
    await expect(office.query("update pack set published_by = 'alice'")).rejects.toThrow(/ck_pack_four_eyes/)
    await recordAct(office.office, 'bob', { type: 'pack.publish', ...pack })
    expect(await state()).toBe('published')

    const id = '11111111-1111-4111-8111-111111111111'
    await office.query(`insert into merkle_day values ('BR0001', $1, 1, 1, 'r', 'n', 'forked', 1, 1, 1, null, null, null, null)`, [id])
    await office.query(
      `insert into escalation values ('BR0001', $1, 1, 'h', 'HEAD_OFFICE_COMMITTEE', 'open', 1, 'SQ1', 'P', 1, '2026-11-26T00:00:00Z', null, null, null, null, null)`,
      [id],
    )
    const log = { branch: 'BR0001', logId: id, rev: 1, size: 1, root: '0'.repeat(64), reason: '还原' }
    const of = { branch: 'BR0001', caseId: id, rev: 1 }
    const proposal: Proposal = { outcome: 'REJECTED', amountFen: null, annualRate: null, conditions: [], reasonCodes: [], reason: '不符' }
    const states = async () => [
      (await office.query<{ state: string }>('select state from merkle_day'))[0]?.state,
      (await office.query<{ state: string }>('select state from escalation'))[0]?.state,
    ]
    await recordAct(office.office, 'alice', { type: 'log.accept', ...log, proposedBy: 'bob' })
    await recordAct(office.office, 'alice', { type: 'decision.confirm', ...of, proposal, proposedBy: 'bob' })
    expect(await states(), 'nobody proposed it').toEqual(['forked', 'open'])
    await recordAct(office.office, 'alice', { type: 'log.propose', ...log })
    await recordAct(office.office, 'alice', { type: 'decision.propose', ...of, proposal })
    await recordAct(office.office, 'alice', { type: 'log.accept', ...log, proposedBy: 'bob' })
    await recordAct(office.office, 'alice', { type: 'decision.confirm', ...of, proposal, proposedBy: 'bob' })
    expect(await states(), 'the one who proposed it').toEqual(['forked', 'proposed'])
    await expect(office.query("update merkle_day set accepted_by = 'alice'")).rejects.toThrow(/ck_merkle_day_four_eyes/)
    await recordAct(office.office, 'bob', { type: 'log.accept', ...log, proposedBy: 'alice' })
    await recordAct(office.office, 'bob', { type: 'decision.confirm', ...of, proposal, proposedBy: 'alice' })
    expect(await states()).toEqual(['accepted', 'decided'])
  })

  it('is not done by two accounts that are one person’s, past the console or in the tables themselves', async () => {
    const { office } = await officeOn(engine)
    const pack = { kind: 'LPR', version: 1 } as const
    const draft = { type: 'pack.draft' as const, ...pack, effectiveFrom: '2026-12-01', title: 'LPR', note: '', files: [] }
    const state = async () => (await office.query<{ state: string }>('select state from pack'))[0]?.state
    const mine = [{ by: 'alice', at: null }]
    const fresh = [{ by: 'admin', at: NOW }]
    await recordAct(office.office, 'alice', { ...draft, hands: fresh })
    await recordAct(office.office, 'bob', { type: 'pack.publish', ...pack, hands: mine })
    expect(await state(), 'alice made the account of bob').toBe('draft')
    await expect(office.query(`update pack set published_by = 'bob', published_hands = $1::jsonb`, [JSON.stringify(mine)])).rejects.toThrow(/ck_pack_four_eyes/)
    await expect(office.query(`update pack set published_by = 'admin'`)).rejects.toThrow(/ck_pack_four_eyes/)
    await recordAct(office.office, 'bob', { type: 'pack.publish', ...pack, hands: fresh })
    expect(await state(), 'one administrator made both a moment ago').toBe('draft')

    const id = '11111111-1111-4111-8111-111111111111'
    await office.query(`insert into merkle_day values ('BR0001', $1, 1, 1, 'r', 'n', 'forked', 1, 1, 1, null, null, null, null)`, [id])
    await office.query(
      `insert into escalation values ('BR0001', $1, 1, 'h', 'HEAD_OFFICE_COMMITTEE', 'open', 1, 'SQ1', 'P', 1, '2026-11-26T00:00:00Z', null, null, null, null, null)`,
      [id],
    )
    const log = { branch: 'BR0001', logId: id, rev: 1, size: 1, root: '0'.repeat(64), reason: '还原' }
    const of = { branch: 'BR0001', caseId: id, rev: 1 }
    const device = { branch: 'BR0001', epoch: 1 }
    const proposal: Proposal = { outcome: 'REJECTED', amountFen: null, annualRate: null, conditions: [], reasonCodes: [], reason: '不符' }
    await recordAct(office.office, 'alice', { type: 'log.propose', ...log, hands: fresh })
    await recordAct(office.office, 'alice', { type: 'decision.propose', ...of, proposal, hands: fresh })
    await recordAct(office.office, 'alice', { type: 'device.propose', ...device, reason: '被盗', hands: fresh })
    const confirmed = async (who: string, hands: readonly { by: string; at: string | null }[]) => {
      const by = { proposedBy: 'alice', hands: [...hands] }
      await recordAct(office.office, who, { type: 'log.accept', ...log, ...by })
      await recordAct(office.office, who, { type: 'decision.confirm', ...of, proposal, ...by })
      await recordAct(office.office, who, { type: 'device.close', ...device, ...by })
      return [
        (await office.query<{ state: string }>('select state from merkle_day'))[0]?.state,
        (await office.query<{ state: string }>('select state from escalation'))[0]?.state,
        (await office.query<{ by: string | null }>('select closed_by as by from device_closing'))[0]?.by,
      ]
    }
    for (const hands of [mine, fresh]) expect(await confirmed('bob', hands)).toEqual(['forked', 'proposed', null])
    for (const sql of [
      `update merkle_day set accepted_by = 'bob', accepted_hands = $1::jsonb`,
      `update escalation set decided_by = 'bob', decided_hands = $1::jsonb`,
      `update device_closing set closed_by = 'bob', closed_hands = $1::jsonb`,
    ])
      await expect(office.query(sql, [JSON.stringify(mine)])).rejects.toThrow(/four_eyes/)
    await expect(office.query(`update escalation set decided_by = 'alice'`)).rejects.toThrow(/ck_escalation_four_eyes/)
    expect(await confirmed('bob', [{ by: 'boss', at: NOW }])).toEqual(['accepted', 'decided', 'bob'])
    await recordAct(office.office, 'bob', { type: 'pack.publish', ...pack, hands: [{ by: 'boss', at: NOW }] })
    expect(await state()).toBe('published')
  })
})
