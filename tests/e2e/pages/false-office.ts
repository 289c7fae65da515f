import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import { expectOk } from '../../../core/kernel/result.ts'
import { newAgeKey } from '../../../protocol/age-file.ts'
import { keyFingerprint, readKeyRequest, writeEnrolment } from '../../../protocol/enrolment-file.ts'
import { newSecretKeys, publicKeysOf } from '../../../protocol/keys.ts'
import { expectBridge } from './bridge-call.ts'

/** An enrolment of this branch for its next epoch, signed with a key that whoever brings it made himself. */
export async function falseOffice(page: Page, app: ElectronApplication, folder: string): Promise<{ file: string; fingerprint: string }> {
  const request = path.join(folder, 'request.json')
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath })
  }, request)
  await expectBridge(page, 'branch.enrolment', {})
  const { branch, name, keys } = expectOk(readKeyRequest(readFileSync(request)))
  const [own, escrow] = [await newSecretKeys(), await newAgeKey()]
  const headOffice = { name: '示例农商银行总行', keys: publicKeysOf(own), escrow: escrow.recipient }
  const file = path.join(folder, 'enrolment.json')
  writeFileSync(
    file,
    writeEnrolment(own.sign, { format: 'hob-enrolment/1', branch, name, epoch: 2, keys, headOffice, issued: '2026-11-23T08:00:00Z', closes: null }),
  )
  return { file, fingerprint: keyFingerprint(own.sign) }
}
