import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sha256 } from '../../../core/kernel/ids.ts'
import { ok } from '../../../core/kernel/result.ts'
import { appendAudit, auditHead } from '../../../db/audit.ts'
import { auditColumns, auditHash } from '../../../db/audit-entry.ts'
import { openHandle } from '../../../db/handle.ts'
import { auditHashes, auditSealsOf } from '../../../db/repositories/audit-seals.ts'
import { receipts } from '../../../db/repositories/receipts.ts'
import { checkAudit, outsideHead } from '../../../electron/services/audit-check.ts'
import { cosignCheckpoint, originOf, signCheckpoint } from '../../../protocol/checkpoint.ts'
import { leafHash, merkleRoot } from '../../../protocol/merkle.ts'
import { signingKey } from '../../../protocol/minisign.ts'
import { AT, type Branch, makeBranch, TODAY, vault } from './branch-fixture.ts'

const own = signingKey(Buffer.alloc(32, 1))
const office = signingKey(Buffer.alloc(32, 2))
const keys = [{ epoch: 1, branch: own, headOffice: [{ sign: office, fromSeq: 1 }] }]
/** Head office went over to another key with down batch 3, and the branch to another epoch after that. */
const [office2, own2] = [signingKey(Buffer.alloc(32, 3)), signingKey(Buffer.alloc(32, 4))]
const turned = [
  {
    epoch: 1,
    branch: own,
    headOffice: [
      { sign: office, fromSeq: 1 },
      { sign: office2, fromSeq: 4 },
    ],
  },
  { epoch: 2, branch: own2, headOffice: [{ sign: office2, fromSeq: 1 }] },
]
let branch: Branch
beforeEach(async () => {
  branch = await makeBranch()
})
afterEach(() => branch.remove())

const ENTRY = { at: AT, terminal: 'T1', caseId: null, subject: null, fromState: null, toState: null, reasonCode: null, reason: null }
async function append(count: number, action = 'submit'): Promise<void> {
  await branch.database.write(async (tx) => {
    for (let n = 0; n < count; n++) await appendAudit(tx, vault, { ...ENTRY, action, staffId: branch.people.teller, dataHashBefore: null, dataHashAfter: null })
    return ok(null)
  })
}
/** Seals the log and takes head office's cosignature, as the end of a day and the next receipt do. */
async function seal(signer = own, witness = office): Promise<{ size: number; root: string }> {
  const { n: size, hash: head } = await branch.database.read(auditHead)
  const root = merkleRoot((await branch.database.read((reader) => auditHashes(reader, size))).map((hash) => leafHash(Buffer.from(hash, 'hex')))).toString('hex')
  const note = signCheckpoint(signer, { origin: originOf('BR0001'), size, root })
  await branch.database.write(async (tx) => {
    await auditSealsOf(tx).insert({ size, businessDate: TODAY, root, head, note, sealedAt: AT, cosignedNote: null, cosignedAt: null })
    await auditSealsOf(tx).cosign(size, root, cosignCheckpoint(witness, note, 1_763_884_800), AT)
    return ok(null)
  })
  return { size, root }
}
/** A day sealed and cosigned with these keys, and the answer of head office that brought the cosignature. */
async function day(epoch: number, seq: number, signer: typeof own, witness: typeof office): Promise<void> {
  await append(3)
  const { size, root } = await seal(signer, witness)
  const said = { epoch, seq, envelopeHash: 'e'.repeat(64), custodyAt: AT, state: 'applied' as const, code: null, results: [], complete: [] }
  const body = { ...said, witnessed: [{ logId: randomUUID(), rev: 1, size, root, note: 'n' }] }
  await branch.database.write(async (tx) => {
    await tx.run('INSERT INTO down_batch VALUES (?, ?, ?, ?)', [epoch, seq, 'd'.repeat(64), AT])
    await tx.run(`INSERT INTO batch (epoch, seq, batch_no, state, prev, maker, created_at, records) VALUES (?, ?, ?, 'DRAFT', ?, ?, ?, 1)`, [
      epoch,
      seq,
      `${epoch}-${seq}`,
      '0'.repeat(64),
      branch.people.teller,
      AT,
    ])
    const place = { envelopeSha256: sha256('d'.repeat(64)), epoch, seq, batchEpoch: epoch, batchSeq: seq }
    await receipts(tx).insert({ ...place, state: 'applied', body, takenAt: AT })
    return ok(null)
  })
}
async function tamper(sql: string): Promise<void> {
  const handle = await openHandle(branch.file, 'EXISTING')
  const triggers = await handle.all<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN ('audit', 'audit_seal')")
  await handle.exec(`${triggers.map(({ name }) => `DROP TRIGGER ${name};`).join('')} ${sql}`)
  await handle.close()
}
/** What somebody with the file and this very program would do: change a row and compute every hash after it anew. */
async function rewriteFrom(n: number): Promise<void> {
  await tamper(`UPDATE audit SET action = 'forged' WHERE n = ${n}`)
  const handle = await openHandle(branch.file, 'EXISTING')
  let prev = ''
  for (const stored of await handle.all(`SELECT ${auditColumns.list} FROM audit ORDER BY n`)) {
    const { hash: _hash, ...row } = auditColumns.read(stored)
    const next = { ...row, prev: prev || row.prev }
    prev = auditHash(next)
    await handle.run('UPDATE audit SET prev = ?, hash = ? WHERE n = ?', [next.prev, prev, row.n])
  }
  await handle.close()
}
const check = (outside: readonly { size: number; root: string }[] = []) => branch.database.read((reader) => checkAudit(reader, keys, outside))

describe('the witnessed audit log', () => {
  it('is whole, with its seals and cosignatures', async () => {
    await append(7)
    await seal()
    await append(6)
    await seal()
    await append(2)
    expect(await check()).toEqual({ ok: true, rows: 15, seals: 2, cosigned: 2 })
  })

  it.each([
    ['an edited row', "UPDATE audit SET terminal = 'T2' WHERE n = 4", { why: 'HASH', from: 4 }],
    ['a row taken out', 'DELETE FROM audit WHERE n = 6', { why: 'GAP', from: 6 }],
    [
      'a row put in',
      'UPDATE audit SET n = n + 100 WHERE n > 5; UPDATE audit SET n = n - 99 WHERE n > 100; INSERT INTO audit SELECT 6, at, staff_id, terminal, action, case_id, subject, from_state, to_state, reason_code, sealed_reason, data_hash_before, data_hash_after, prev, hash FROM audit WHERE n = 5',
      { why: 'PREV', from: 6 },
    ],
    [
      'two rows changed about',
      'UPDATE audit SET n = 99 WHERE n = 3; UPDATE audit SET n = 3 WHERE n = 4; UPDATE audit SET n = 4 WHERE n = 99',
      { why: 'PREV', from: 3 },
    ],
  ])('shows %s, and where', async (_what, sql, expected) => {
    await append(12)
    await seal()
    await tamper(sql)
    expect(await check()).toMatchObject({ ok: false, by: 'CHAIN', ...expected })
  })

  it('shows that its end was cut off, by the last seal', async () => {
    await append(9)
    await seal()
    await tamper('DELETE FROM audit WHERE n > 5')
    expect(await check()).toEqual({ ok: false, why: 'TRUNCATED', from: 6, to: 9, by: 'SEAL' })
  })

  it('shows a chain written anew, between the two seals where it begins', async () => {
    await append(6)
    await seal()
    await append(6)
    await seal()
    await rewriteFrom(8)
    expect(await check()).toEqual({ ok: false, why: 'REWRITTEN', from: 7, to: 12, by: 'SEAL' })
  })

  it('shows a whole rewrite, seals and all, by the head that a contract carries', async () => {
    await append(8)
    const printed = await seal()
    await rewriteFrom(1)
    await tamper('DELETE FROM audit_seal')
    await seal()
    const head = outsideHead(`${printed.size} ${printed.root.slice(0, 16)}`)
    expect((await check()).ok).toBe(true)
    expect(await check(head ? [head] : [])).toEqual({ ok: false, why: 'REWRITTEN', from: 1, to: 8, by: 'OUTSIDE' })
  })

  it('does not believe a seal that another key signed', async () => {
    await append(4)
    await seal()
    const [one] = keys
    const judged = (change: object) => branch.database.read((reader) => checkAudit(reader, one ? [{ ...one, ...change }] : []))
    expect(await judged({})).toMatchObject({ ok: true })
    expect(await judged({ headOffice: [{ sign: office2, fromSeq: 1 }] })).toMatchObject({ ok: false, why: 'NOTE' })
    expect(await judged({ branch: own2 })).toMatchObject({ ok: false, why: 'NOTE' })
  })
})

describe('a day cosigned after head office went over to another key', () => {
  const check = () => branch.database.read((reader) => checkAudit(reader, turned))
  type Day = readonly [epoch: number, seq: number, signer: typeof own, witness: typeof office]
  const lived = async (...days: readonly Day[]) => {
    for (const [epoch, seq, signer, witness] of days) await day(epoch, seq, signer, witness)
    return await check()
  }

  it('is believed under the key of its time, in every epoch', async () => {
    expect(await lived([1, 1, own, office], [1, 2, own, office], [1, 4, own, office2], [2, 1, own2, office2])).toEqual({
      ok: true,
      rows: 12,
      seals: 4,
      cosigned: 4,
    })
  })

  it('is believed though the answer of a later day was signed before that of an earlier one, with the same key', async () => {
    expect(await lived([1, 2, own, office], [1, 1, own, office], [1, 5, own, office2], [1, 4, own, office2])).toMatchObject({ ok: true, cosigned: 4 })
  })

  it.each<[string, readonly Day[]]>([
    ['with the key that was given up', [[1, 4, own, office]]],
    ['with the key given up, in a later epoch', [[2, 1, own2, office]]],
    ['with a key that came later', [[1, 2, own, office2]]],
    [
      'with the key given up, under an answer that stands before that of an earlier day',
      [
        [1, 4, own, office2],
        [1, 2, own, office],
      ],
    ],
    [
      'and signed with the device key of an epoch that was closed',
      [
        [2, 1, own2, office2],
        [2, 2, own, office2],
      ],
    ],
  ])('%s is named', async (_what, days) => {
    expect(await lived([1, 1, own, office], ...days)).toMatchObject({ ok: false, why: 'REPLACED_KEY', by: 'SEAL', from: 3 * (days.length + 1) })
  })

  it('by which of its keys nobody can tell, as no answer brought it, is named', async () => {
    await day(1, 1, own, office)
    await append(2)
    await seal(own, office)
    expect(await check()).toMatchObject({ ok: false, why: 'NO_ANSWER', from: 5 })
  })
})
