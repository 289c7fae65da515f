import { expectOk } from '../../../core/kernel/result.ts'
import { installEnrolment, keyRequest } from '../../../electron/usecases/batch/enrol-branch.ts'
import { newAgeKey } from '../../../protocol/age-file.ts'
import { keyFingerprint, readKeyRequest, writeEnrolment } from '../../../protocol/enrolment-file.ts'
import { newSecretKeys, publicKeysOf } from '../../../protocol/keys.ts'
import type { StaffedBranch } from '../../../scripts/demo/set-up.ts'

/** Takes in an enrolment of the form head office signs, by a key that nobody keeps. */
export async function enrolAlone({ counter, administrator }: StaffedBranch): Promise<void> {
  const { branch, name, keys } = expectOk(readKeyRequest(Buffer.from(keyRequest(counter))))
  const [office, escrow] = [await newSecretKeys(), await newAgeKey()]
  const text = writeEnrolment(office.sign, {
    format: 'hob-enrolment/1',
    branch,
    name,
    epoch: 1,
    keys,
    headOffice: { name: `${counter.branch.bankName}总行`, keys: publicKeysOf(office), escrow: escrow.recipient },
    issued: '2026-11-23T01:00:00Z',
    closes: null,
  })
  expectOk(await installEnrolment(counter, administrator, Buffer.from(text), keyFingerprint(office.sign)))
}
