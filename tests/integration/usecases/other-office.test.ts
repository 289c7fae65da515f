import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectOk, ok } from '../../../core/kernel/result.ts'
import { confirmEnrolment } from '../../../electron/usecases/batch/confirm-enrolment.ts'
import { keyRequest } from '../../../electron/usecases/batch/enrol-branch.ts'
import { knownOffice } from '../../../electron/usecases/batch/enrolment-of.ts'
import { proposeBatch } from '../../../electron/usecases/batch/propose-batch.ts'
import { enrolAnew } from '../../../electron/usecases/batch/restored-branch.ts'
import { sealProposedBatch } from '../../../electron/usecases/batch/seal-batch.ts'
import { takeReceipts } from '../../../electron/usecases/batch/take-receipt.ts'
import { newAgeKey } from '../../../protocol/age-file.ts'
import { keyFingerprint, readKeyRequest, writeEnrolment } from '../../../protocol/enrolment-file.ts'
import { newSecretKeys, publicKeysOf } from '../../../protocol/keys.ts'
import { queueRecord } from './queue-record.ts'
import { refusedWhole } from './tally.ts'
import { openWholeBank, PASSWORD, type WholeBank } from './test-branch.ts'

let branch: WholeBank
beforeAll(async () => {
  branch = await openWholeBank()
})
afterAll(() => branch.remove())

type Second = { staffNo: string; password: string }
const install = (file: string, fingerprint: string, second?: Second) =>
  confirmEnrolment(branch.host, branch.counter, branch.staff.manager, Buffer.from(file), { fingerprint, second })
const by = ({ staffNo }: { staffNo: string }, password = PASSWORD): Second => ({ staffNo, password })
const officeKey = async () => expectOk(await branch.counter.database.read((reader) => knownOffice(branch.counter, reader))).keys.at(-1)?.keys.sign.publicKey

/** An enrolment for the next epoch in which somebody names a key of his own as head office's. */
async function otherOffice(): Promise<readonly [file: string, fingerprint: string]> {
  const { counter } = branch
  const { branch: code, name, keys } = expectOk(readKeyRequest(Buffer.from(keyRequest(counter))))
  const [own, escrow] = [await newSecretKeys(), await newAgeKey()]
  const headOffice = { name: '示例银行总行', keys: publicKeysOf(own), escrow: escrow.recipient }
  const epoch = counter.branch.epoch + 1
  const file = writeEnrolment(own.sign, {
    format: 'hob-enrolment/1',
    branch: code,
    name,
    epoch,
    keys,
    headOffice,
    issued: '2026-11-23T08:00:00Z',
    closes: null,
  })
  return [file, keyFingerprint(own.sign)]
}
/** New keys of this device, as after a restore, and head office's enrolment of them. */
async function anew(): Promise<readonly [file: string, fingerprint: string]> {
  const { counter, administrator, headOffice } = branch
  await counter.database.write(async (tx) => ok(await enrolAnew(counter, tx, administrator)))
  await counter.reloadBranch()
  const { text, fingerprint } = expectOk(await headOffice.enrol(Buffer.from(keyRequest(counter))))
  return [text, fingerprint]
}
/** One batch up, and what head office says back. */
async function exchange(): Promise<void> {
  const { counter, headOffice, staff } = branch
  await queueRecord(branch, [])
  expectOk(await sealProposedBatch(counter, staff.manager, expectOk(await proposeBatch(counter, staff.officer)).seq))
  expectOk(await headOffice.importBatches(counter.folders.outbound, { receiptsTo: counter.folders.inbound }))
  expectOk(await takeReceipts(counter, staff.manager))
}

describe('head office of a branch that is enrolled already', () => {
  it('is not replaced by one person alone, whose own key would sign decisions and packs from then on', async () => {
    const before = await officeKey()
    const [file, fingerprint] = await otherOffice()
    const details = await refusedWhole(branch.counter, () => install(file, fingerprint), 'ENROLMENT_OTHER_OFFICE')
    expect(details).toEqual({ fingerprint })
    expect([branch.counter.branch.epoch, await officeKey()]).toEqual([1, before])
  })

  it('nor by one who gives himself, a teller or a wrong password as the second', async () => {
    const { manager, teller } = branch.staff
    const [file, fingerprint] = await otherOffice()
    const refused = (second: Second, code: string) => refusedWhole(branch.counter, () => install(file, fingerprint, second), code)
    await refused(by(manager), 'DIFFERENT_PERSON_NEEDED')
    await refused(by(teller), 'ROLE_MISSING')
    await refused(by(branch.administrator, 'Wrong-horse-9-battery'), 'PASSWORD_WRONG')
  })

  it('goes on by one person with a key the branch knows as its own, also one it heard of since', async () => {
    const { counter, headOffice } = branch
    await headOffice.turnKeys('chief')
    await exchange()
    const [file, fingerprint] = await anew()
    expectOk(await install(file, fingerprint))
    expect(counter.branch.epoch).toBe(2)
    // The same file once more changes nothing and asks nobody.
    expectOk(await install(file, fingerprint))
  })

  it('asks for two where a restored branch has not heard of the key head office signs with now', async () => {
    await branch.headOffice.turnKeys('chief')
    const [file, fingerprint] = await anew()
    await refusedWhole(branch.counter, () => install(file, fingerprint), 'ENROLMENT_OTHER_OFFICE')
    expectOk(await install(file, fingerprint, by(branch.administrator)))
    expect(branch.counter.branch.epoch).toBe(3)
  })

  it('is replaced by two persons, as after a disaster there; the audit log names both', async () => {
    const { counter, staff, administrator } = branch
    const [file, fingerprint] = await otherOffice()
    expect(expectOk(await install(file, fingerprint, by(administrator)))).toEqual({ headOffice: '示例银行总行' })
    expect(counter.branch.epoch).toBe(4)
    const rows = await counter.database.read((reader) => reader.all("SELECT staff_id AS staffId, subject FROM audit WHERE action = 'branch.replaceOffice'"))
    expect(rows.at(-1)).toEqual({ staffId: staff.manager.staffId, subject: `示例银行总行 ${administrator.staffNo}` })
  })
})
