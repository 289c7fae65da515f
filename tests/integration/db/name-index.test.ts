import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { expectOk, ok } from '../../../core/kernel/result.ts'
import { openNameIndex } from '../../../db/name-index.ts'
import type { Applicant } from '../../../db/repositories/loan-case-record.ts'
import { loanCases } from '../../../db/repositories/loan-cases.ts'
import { type Branch, draftCase, insertCase, makeBranch, vault } from './branch-fixture.ts'

let branch: Branch
beforeEach(async () => {
  branch = await makeBranch()
})
afterEach(() => branch.remove())

const person = (name: string, over: Partial<Applicant> = {}): Applicant => ({
  name,
  idNumber: '11010119900307793X',
  phone: '13800138000',
  businessName: null,
  uscc: null,
  ...over,
})

describe('finding a case by name or number', () => {
  it('finds names by one, two or all their characters, rare hanzi and dotted names included', async () => {
    const make = async (name: string, over: Partial<Applicant> = {}) => (await insertCase(branch, { applicant: person(name, over) })).caseId
    const rare = await make('测试𬱖')
    const plain = await make('王建国')
    const dotted = await make('阿卜杜拉·买买提')
    const shop = await make('李四', { businessName: '建国小吃店' })
    const names = await openNameIndex(branch.database, vault)
    await names.filled()
    const find = (typed: string) => names.search(typed, 10)
    expect(await find('建国')).toEqual([shop, plain])
    expect(await find('𬱖')).toEqual([rare])
    expect(await find('测试𬱖')).toEqual([rare])
    expect(await find('拉买')).toEqual([dotted])
    expect(await find('国建')).toEqual([])
    expect(await find('四建')).toEqual([])
    expect(await find('  ')).toEqual([])
    await names.close()
  })

  it('finds names by pinyin and by initials, from the family name or the given name on', async () => {
    const make = async (name: string, readings: string[]) => (await insertCase(branch, { applicant: person(name, { readings }) })).caseId
    const zhang = await make('张三丰', ['zhang san feng'])
    const shan = await make('单丽', ['shan li', 'dan li'])
    const names = await openNameIndex(branch.database, vault)
    await names.filled()
    const find = (typed: string) => names.search(typed, 10)
    for (const typed of ['zhangsan', 'ZHANG SAN FENG', 'zhangs', 'zsf', 'zs', 'sanfeng', 'sf', 'ｚｓｆ']) expect(await find(typed), typed).toEqual([zhang])
    for (const typed of ['shanli', 'danli', 'dl']) expect(await find(typed), typed).toEqual([shan])
    for (const typed of ['z', 'hang', 'zf', 'zsl']) expect(await find(typed), typed).toEqual([])
    await names.close()
  })

  it('finds case numbers from either end, and ID and phone by their tails', async () => {
    const one = await insertCase(branch, {
      applicationNo: 'SQ1101992026112300017',
      applicant: person('甲乙', { idNumber: '440106198001011239', phone: '13912345678' }),
    })
    await insertCase(branch, { applicationNo: 'SQ1101992026112400025', applicant: person('丙丁') })
    const names = await openNameIndex(branch.database, vault)
    await names.filled()
    for (const typed of ['SQ11019920261123', 'sq1101992026112300017', '0017', '1239', '5678', '13912345678', '１２３９'])
      expect(await names.search(typed, 10), typed).toEqual([one.caseId])
    expect(await names.search('"; DROP TABLE name', 10)).toEqual([])
    expect(await names.search('123', 10)).toEqual([])
    await names.close()
  })

  it('follows a change of name and a new case', async () => {
    const old = await insertCase(branch, { applicant: person('张三') })
    const names = await openNameIndex(branch.database, vault)
    await names.filled()
    const renamed = { ...old, version: 2, applicant: person('赵六') }
    expectOk(await branch.database.write((tx) => loanCases(tx, vault).update(renamed, 1)))
    await names.put(old.caseId)
    expect(await names.search('张三', 10)).toEqual([])
    expect(await names.search('赵六', 10)).toEqual([old.caseId])
    const fresh = await insertCase(branch, { applicant: person('钱七') })
    await names.put(fresh.caseId)
    expect(await names.search('钱七', 10)).toEqual([fresh.caseId])
    await names.close()
  })

  it('says how far it is while it fills, and finds what was changed meanwhile', async () => {
    await branch.database.write(async (tx) => {
      const repository = loanCases(tx, vault)
      for (let n = 0; n < 1200; n += 1) await repository.insert(draftCase(branch.people.teller, { applicant: person('孙八') }))
      return ok(undefined)
    })
    const names = await openNameIndex(branch.database, vault)
    expect(names.ready()).toBe(false)
    expect(names.progress()).toBeLessThan(1)
    const fresh = await insertCase(branch, { applicant: person('周九') })
    await names.put(fresh.caseId)
    expect(await names.search('周九', 10)).toEqual([fresh.caseId])
    await branch.database.read(async () => expect(await names.search('周九', 10)).toEqual([fresh.caseId]))
    await names.filled()
    expect([names.ready(), names.progress()]).toEqual([true, 1])
    expect(await names.search('孙八', 2000)).toHaveLength(1200)
    await names.close()
  })
})
