import path from 'node:path'
import { type Packs, packFor } from '../../electron/services/packs.ts'
import { readScan } from '../../electron/services/read-scan.ts'
import { checkScan } from '../../electron/services/scan-check.ts'
import type { CaseEntry, CaseFile } from './case-file.ts'

interface Problem {
  readonly case: string
  readonly field: string
  readonly reason: string
}

function unknownItems({ id, application, papers }: CaseEntry, packs: Packs): Problem[] {
  const known = new Set(packFor(packs, application.productCode)?.checklist.items.map((item) => item.id))
  const lists = ['missingAtFirst', 'defectiveAtFirst', 'scans'] as const
  return lists.flatMap((list) =>
    papers[list]
      .filter(({ itemId }) => !known.has(itemId))
      .map(({ itemId }) => ({ case: id, field: `papers.${list}`, reason: `no item ${itemId} on the checklist` })),
  )
}

async function badScans({ id, papers }: CaseEntry, folder: string): Promise<Problem[]> {
  const problems: Problem[] = []
  for (const { file } of papers.scans) {
    const bytes = await readScan(path.resolve(folder, file)).catch(() => null)
    const facts = bytes?.ok ? await checkScan(bytes.value) : bytes
    const reason = facts === null ? 'the file cannot be read' : facts.ok ? null : facts.error.code
    if (reason !== null) problems.push({ case: id, field: 'papers.scans', reason: `${file}: ${reason}` })
  }
  return problems
}

/** Items that no checklist has, and own scans that are missing or are no scans: found before any case is begun. */
export async function paperProblems(file: CaseFile, packs: Packs, folder: string): Promise<Problem[]> {
  const problems: Problem[] = []
  for (const entry of file.cases) problems.push(...unknownItems(entry, packs), ...(await badScans(entry, folder)))
  return problems
}
