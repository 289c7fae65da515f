import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectOk } from '../../../core/kernel/result.ts'
import { documentsOfCase } from '../../../db/repositories/documents.ts'
import { openCaseFile } from '../../../electron/usecases/cases/case-file.ts'
import { viewTerms } from '../../../electron/usecases/contract/view-terms.ts'
import { printSettlement } from '../../../electron/usecases/papers/after-loan.ts'
import { CaseFile } from '../../../scripts/demo/case-file.ts'
import { textOf } from '../../fixtures/paper/printer.ts'
import { appRoot, openTestBranch, type TestBranch } from './test-branch.ts'
import { entryOf, startWalk, type Walk, walkTo } from './walk.ts'

let branch: TestBranch
beforeAll(async () => {
  branch = await openTestBranch()
})
afterAll(() => branch.remove())

const printedOf = async ({ caseId }: Walk, kind: string): Promise<string> => {
  const documents = await branch.counter.database.read((reader) => documentsOfCase(reader, caseId))
  const found = documents.find((document) => document.kind === kind && document.supersededAt === null)
  return (await textOf(expectOk(await branch.counter.papers.get(found?.blobRef ?? kind)))).replace(/\s/g, '')
}

describe('a consumer loan on a house that a company owns', () => {
  let walk: Walk
  let company: NonNullable<Walk['entry']['application']['collateralCompany']>
  beforeAll(async () => {
    const { cases } = CaseFile.parse(JSON.parse(await readFile(path.join(appRoot, 'scripts/demo/every-type.json'), 'utf8')))
    company = cases.flatMap(({ application }) => application.guarantorCompanies)[0] ?? expect.fail('no company')
    walk = await startWalk(
      branch,
      entryOf(branch, 'mortgage-1', (entry) => ({
        ...entry,
        application: {
          ...entry.application,
          collateralCompany: company,
          house: entry.application.house && { ...entry.application.house, ownership: 'SOLE', coOwners: [] },
        },
      })),
    )
    await walkTo(walk, 'drawUp')
  })

  it('is secured by a mortgage that the company alone gives, and the one who acts for it stands among those who sign', async () => {
    const text = await printedOf(walk, 'MORTGAGE_CONTRACT')
    expect(text).toContain(`共有情况单独所有（${company.name}）`)
    expect(text).toContain(`抵押人（乙方）${company.name}`)
    const { spouse } = walk.entry.application
    expect(text).not.toContain(spouse?.name ?? expect.fail('no spouse'))
    const { parties } = expectOk(await viewTerms(branch.counter, walk.caseId))
    expect(parties.map(({ duty, name }) => [duty, name])).toContainEqual(['LEGAL_REPRESENTATIVE', company.legalRepresentative.name])
  })

  it('is released, once repaid, on the application of the company', async () => {
    await walkTo(walk, 'release')
    const { counter, staff } = branch
    const { today } = expectOk(await counter.database.read((reader) => openCaseFile(counter, reader, walk.caseId)))
    expectOk(await printSettlement(counter, staff.manager, { caseId: walk.caseId, settledOn: today, reference: 'HX-1', reason: '' }))
    const text = await printedOf(walk, 'RELEASE_APPLICATION')
    expect(text).toContain(`抵押人${company.name}`)
    expect(text.split(walk.entry.application.borrower.name), 'the borrower stands in the heading, and signs nothing').toHaveLength(2)
  })
})
