import { writeOfficeTurn } from '../../protocol/office-turn.ts'
import { derivedId } from '../../protocol/receipt.ts'
import { allKeys, secretOf } from '../import/office-keys.ts'
import type { Office } from '../office.ts'
import { announcing, officeKeyAt } from '../store/office-keys.ts'
import { openStream } from '../store/streams.ts'
import { sealDown } from './seal-down.ts'

/** Announces head office's newer keys to a branch, each signed with the one before; what follows is signed with the new one. The caller holds the lane. */
export async function issueOfficeKeys(office: Office, branch: string): Promise<void> {
  const all = allKeys(office.keys)
  for (;;) {
    const stream = await openStream(office.database, branch, 'down')
    const keyId = stream && (await officeKeyAt(office.database, branch, stream.epoch, stream.appliedSeq + 1))
    const next = keyId ? all[all.findIndex((keys) => keys.sign.keyId === keyId) + 1] : undefined
    if (!stream || !keyId || !next) return
    const body = writeOfficeTurn({ branch, epoch: stream.epoch }, secretOf(office.keys, keyId).sign, next)
    const record = { type: 'office.keys', schema: 1, id: derivedId(`office keys ${next.sign.keyId}`), rev: 1, body: { ...body }, blobs: [] }
    await sealDown(office, branch, {
      answers: announcing(next.sign.keyId),
      records: [record],
      blobs: [],
      preparedBy: 'headoffice-keys',
      sealedBy: 'headoffice-turn',
    })
    // A branch without a key to seal to is told nothing.
    if ((await openStream(office.database, branch, 'down'))?.appliedSeq === stream.appliedSeq) return
  }
}
