import type { VolumeView } from '../../../core/bridge/house-calls.ts'
import type { CaseId } from '../../../core/kernel/ids.ts'
import { maskName } from '../../../core/kernel/person-name.ts'
import { ok, type Result } from '../../../core/kernel/result.ts'
import { volumesOfCase } from '../../../db/repositories/archive-volumes.ts'
import { staffNames } from '../../../db/repositories/staff.ts'
import { RETENTION_WORDS } from '../../../templates/layout/case-words.ts'
import { openCaseFile } from '../cases/case-file.ts'
import type { Counter } from '../counter.ts'
import { indexItems, standingDocuments } from './file-volume.ts'

/** The index as it would be printed now, its pages numbered through. */
function numbered(items: ReturnType<typeof indexItems>): VolumeView['items'] {
  let next = 1
  return items.map(({ reference, responsible, title, on, pages, copies, form }) => {
    const firstPage = next
    next += pages
    return { reference, responsible, title, on, firstPage, lastPage: next - 1, copies, form }
  })
}

/** The volume of a case with its index and label, before and after it is sealed. Refuses CASE_NOT_FOUND. */
export const viewVolume = (counter: Counter, caseId: CaseId): Promise<Result<VolumeView>> =>
  counter.database.read(async (reader) => {
    const file = await openCaseFile(counter, reader, caseId)
    if (!file.ok) return file
    const { record, contract } = file.value
    const volume = (await volumesOfCase(reader, caseId)).at(-1) ?? null
    const items = numbered(indexItems(counter, file.value, await standingDocuments(reader, file.value)))
    const names = await staffNames(reader, volume ? [volume.filedBy, ...(volume.checkedBy ? [volume.checkedBy] : [])] : [])
    const pages = volume?.pages ?? items.at(-1)?.lastPage ?? 0
    const filer = volume ? (names.get(volume.filedBy) ?? '') : ''
    return ok({
      archiveNo: volume?.archiveNo ?? null,
      folder: volume?.folder ?? null,
      retention: RETENTION_WORDS,
      items,
      pages,
      prepared: volume && { by: filer, at: volume.filedAt },
      checked: volume?.checkedBy && volume.checkedAt ? { by: names.get(volume.checkedBy) ?? '', at: volume.checkedAt } : null,
      sealHash: volume?.checkedAt ? volume.tagmanifestSha256 : null,
      label: {
        archiveNo: volume?.archiveNo ?? null,
        name: maskName(record.applicant.name),
        contractNo: contract?.contractNo ?? null,
        productCode: record.productCode,
        amountFen: contract?.terms.loan.amountFen ?? record.amountFen,
        openedOn: record.openedOn,
        settledOn: record.settledOn,
        pages,
        keeper: filer,
      },
    })
  })
