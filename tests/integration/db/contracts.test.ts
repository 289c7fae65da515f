import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sha256 } from '../../../core/kernel/ids.ts'
import { expectOk, ok } from '../../../core/kernel/result.ts'
import { archiveVolumes, volumesOfCase } from '../../../db/repositories/archive-volumes.ts'
import { type ContractRecord, contracts, latestContract } from '../../../db/repositories/contracts.ts'
import { instalments, instalmentsOf } from '../../../db/repositories/instalments.ts'
import type { Writer } from '../../../db/sql.ts'
import { sealOf } from '../../../electron/services/seal-of.ts'
import { mortgageTerms } from '../../fixtures/paper/terms.ts'
import { AT, type Branch, insertCase, later, makeBranch, TODAY, vault } from './branch-fixture.ts'

let branch: Branch
beforeAll(async () => {
  branch = await makeBranch()
})
afterAll(() => branch.remove())
const write = async <T>(change: (tx: Writer) => Promise<T>): Promise<T> => expectOk(await branch.database.write(async (tx) => ok(await change(tx))))

describe('the contract set of a case', () => {
  it('keeps its terms to the letter, is signed once, and gives way to a later revision', async () => {
    const { caseId } = await insertCase(branch)
    const { first, officer } = branch.people
    const terms = mortgageTerms()
    const contract: ContractRecord = {
      ...{ caseId, rev: 1, contractNo: terms.contractNo, mortgageNo: terms.mortgageNo, iouNo: terms.iouNo, terms },
      ...{ drawnUpBy: first, drawnUpAt: AT, disclosedAt: null, signedOn: null, sealedBy: null, witnessedBy: null },
      termsSha256: sealOf(terms),
    }
    await write(async (tx) => {
      await contracts(tx, vault).insert(contract)
      await instalments(tx).insertAll(caseId, 1, terms.schedule)
    })
    await write((tx) => contracts(tx, vault).sign(caseId, 1, { signedOn: TODAY, sealedBy: officer, witnessedBy: null }))
    const found = await branch.database.read((reader) => latestContract(reader, vault, caseId))
    expect(found).toEqual({ ...contract, written: terms, signedOn: TODAY, sealedBy: officer })
    expect(await branch.database.read((reader) => instalmentsOf(reader, caseId, 1))).toEqual(terms.schedule)
    await expect(write((tx) => tx.run('UPDATE contract SET terms_sha256 = ?', ['0'.repeat(64)]))).rejects.toThrow('signed')

    const again = { ...contract, rev: 2, contractNo: 'JK2', mortgageNo: 'DY2', iouNo: 'JJ2' }
    await write((tx) => contracts(tx, vault).insert(again))
    expect(await branch.database.read((reader) => latestContract(reader, vault, caseId))).toEqual({ ...again, written: terms })
  })

  it('drawn up before terms had all of their fields still bears the seal that was taken of it', async () => {
    const { caseId } = await insertCase(branch)
    const { borrowerKind: _kind, vehicle: _vehicle, pledge: _pledge, guarantors: _persons, guarantorCompanies: _companies, ...early } = mortgageTerms()
    const contract = {
      ...{ caseId, rev: 1, contractNo: 'JK9', mortgageNo: 'DY9', iouNo: 'JJ9', terms: early as ContractRecord['terms'], termsSha256: sealOf(early) },
      ...{ drawnUpBy: branch.people.first, drawnUpAt: AT, disclosedAt: null, signedOn: null, sealedBy: null, witnessedBy: null },
    }
    await write((tx) => contracts(tx, vault).insert(contract))
    const found = await branch.database.read((reader) => latestContract(reader, vault, caseId))
    expect(found?.terms.guarantors).toEqual([])
    expect(sealOf(found?.terms ?? {})).not.toBe(found?.termsSha256)
    expect(sealOf(found?.written ?? {})).toBe(found?.termsSha256)
  })

  it('is filed volume by volume', async () => {
    const { caseId } = await insertCase(branch)
    const filed = { pages: 40, tagmanifestSha256: sha256('1'.repeat(64)), filedBy: branch.people.teller, filedAt: AT, checkedBy: null, checkedAt: null }
    const volumes = [1, 2].map((volumeNo) => ({ caseId, volumeNo, archiveNo: `A${volumeNo}`, folder: `2026/A${volumeNo}`, ...filed }))
    for (const volume of volumes) await write((tx) => archiveVolumes(tx).insert(volume))
    const sealed = { checkedBy: branch.people.manager, checkedAt: later(1), pages: 41, tagmanifestSha256: sha256('2'.repeat(64)) }
    await write((tx) => archiveVolumes(tx).seal(caseId, 2, sealed))
    const [one, two] = await branch.database.read((reader) => volumesOfCase(reader, caseId))
    expect([one, two]).toEqual([volumes[0], { ...volumes[1], ...sealed }])
  })
})
