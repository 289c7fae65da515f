import type { ArchiveBagInput } from '../../../core/batch/archive-bag.ts'
import { BAG_TYPE } from '../../../core/batch/record-types.ts'
import { outbox } from '../../../db/repositories/outbox.ts'
import type { Writer } from '../../../db/sql.ts'
import type { SealedVolume } from '../../../protocol/archive-bag.ts'
import type { CaseFile } from '../cases/case-file.ts'
import type { Counter } from '../counter.ts'
import { revisionOf } from './revision.ts'

export interface FiledVolume {
  readonly archiveNo: string
  readonly volumeNo: number
  readonly retentionClass: string
  readonly sealed: SealedVolume
}

/** Puts a volume that was filed into the outbox with every file of its bag, in the transaction of the filing. */
export async function queueBag(counter: Counter, tx: Writer, { record, today }: CaseFile, filed: FiledVolume): Promise<void> {
  const { caseId, applicationNo } = record
  const { archiveNo, volumeNo, retentionClass, sealed } = filed
  const body: ArchiveBagInput = {
    ...{ applicationNo: applicationNo ?? '', archiveNo, volumeNo, retentionClass, filedOn: today },
    sealHash: sealed.sealHash,
    files: sealed.contents.length,
  }
  const blobs = sealed.contents.map(({ path, sha256, bytes }, index) => ({
    ...{ sha256, bytes, media: 'application/octet-stream' },
    role: path.startsWith('data/') ? `data-${index + 1}` : path,
  }))
  const rev = await revisionOf(counter, tx, BAG_TYPE, caseId)
  await outbox(tx, counter.vault).add({ id: caseId, caseId, type: BAG_TYPE, rev, schema: 1, body: { ...body }, blobs, madeAt: counter.clock.now() })
}
