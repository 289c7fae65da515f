import { randomUUID } from 'node:crypto'
import { afterAll, describe, expect, it } from 'vitest'
import { expectOk } from '../../../core/kernel/result.ts'
import type { HeadOffice } from '../../../headoffice/head-office.ts'
import { writeKeyRequest } from '../../../protocol/enrolment-file.ts'
import { writeKeyTurn } from '../../../protocol/key-turn.ts'
import { newSecretKeys, type SecretKeys } from '../../../protocol/keys.ts'
import { ENGINES, officeOn, stopPostgres } from '../headoffice/engines.ts'
import { Counter, caseRecord, removeFolders } from './counter.ts'

afterAll(async () => {
  await stopPostgres()
  removeFolders()
})

/** Keys of one's own under the id of somebody else's. */
async function underIdOf(other: SecretKeys): Promise<SecretKeys> {
  const own = await newSecretKeys()
  return { ...own, sign: { ...own.sign, keyId: other.sign.keyId } }
}
async function brings(office: HeadOffice, counter: Counter): Promise<unknown> {
  await counter.seal([caseRecord()])
  const line = expectOk(await office.importBatches(counter.outbox)).batches.at(-1)
  return line && 'refusal' in line ? line.refusal.code : line?.outcome.state
}

describe.each(ENGINES)('the id of a key, head office on %s', (engine) => {
  it('is drawn from the key: who announces his own key under the id of another branch silences nobody', async () => {
    const { office } = await officeOn(engine)
    const victim = await Counter.enrol(office, 'BR0002')
    const attacker = await Counter.enrol(office, 'BR0001')
    const turn = { ...writeKeyTurn('BR0001', 1, await underIdOf(victim.keys)) }
    await attacker.seal([{ type: 'device.keys', schema: 1, id: randomUUID(), rev: 1, body: turn, blobs: [] }])
    expectOk(await office.importBatches(attacker.outbox))
    expect(await office.query('select kind, code from receipt')).toEqual([{ kind: 'rejected', code: 'KEY_ID_NOT_OF_KEY' }])
    expect(await office.query('select branch_id from device_key order by branch_id')).toEqual([{ branch_id: 'BR0001' }, { branch_id: 'BR0002' }])
    expect([await brings(office, victim), await brings(office, attacker)]).toEqual(['applied', 'applied'])
    await office.close()
  })

  it('enrols nobody under the id of another key', async () => {
    const { office } = await officeOn(engine)
    const victim = await Counter.enrol(office, 'BR0002')
    const request = Buffer.from(writeKeyRequest('BR0001', 'Branch One', await underIdOf(victim.keys)))
    expect(await office.enrol(request)).toMatchObject({ ok: false, error: { code: 'KEY_REQUEST_INVALID' } })
    await office.close()
  })

  it('is looked up for the branch an envelope names: one that stands under two branches from before harms neither', async () => {
    const { office } = await officeOn(engine)
    const [victim, attacker] = [await Counter.enrol(office, 'BR0002'), await Counter.enrol(office, 'BR0001')]
    const theirs = await underIdOf(victim.keys)
    await office.query(
      `insert into device_key (branch_id, epoch, key_id, sign_pub, enc_pub, enrolment_ref, from_seq)
       select branch_id, epoch, $1, $2, enc_pub, enrolment_ref, 1 from device_key where branch_id = 'BR0001'`,
      [theirs.sign.keyId, theirs.sign.publicKey],
    )
    expect(await brings(office, victim)).toBe('applied')
    expect(await brings(office, attacker)).toBe('applied')
    const again = expectOk(await office.enrol(Buffer.from(writeKeyRequest('BR0002', 'Branch One', victim.keys))))
    expect(again.text).toContain('BR0002')
    await office.close()
  })
})
