import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nameKey } from '../../../core/intake/name-key.ts'
import { type PersonTraits, resemblance } from '../../../core/intake/same-person.ts'
import { variants } from './reference.ts'

const base: PersonTraits = { name: '温测试', idNumber: '110199199003070017', phone: '13800138000', address: '测试路 1 号', employer: '测试公司' }
const like = (change: Partial<PersonTraits>) => resemblance(base, { ...base, ...change }, variants)

describe('the comparison of names', () => {
  it.each([
    ['温测试', '溫測試'.replace('測試', '测试')],
    ['买买提·测试', '买买提•测试'],
    ['买买提·测试', '買買提测试'],
    ['刘强', '劉強'],
    ['刘强', '劉彊'],
    ['Maria Kowalska', 'MARIA KOWALSKA'],
    ['欧阳⽤', '欧阳用'],
  ])('takes %s and %s for one', (one, other) => {
    expect(nameKey(one, variants)).toBe(nameKey(other, variants))
  })
  it('keeps apart what are different names', () => {
    for (const [one, other] of [
      ['李明', '李名'],
      ['邱明', '丘明'],
      ['张伟', '张玮'],
    ] as const)
      expect(nameKey(one, variants)).not.toBe(nameKey(other, variants))
  })
})

describe('two records of a person', () => {
  it('are the same by one ID number, in its old or new writing', () => {
    expect(like({ idNumber: '110199900307001', name: '别名', phone: '', address: '', employer: '' })).toEqual({ verdict: 'SAME', because: ['ID', 'BIRTH'] })
  })
  it('are likely the same by name and one thing more, and say which', () => {
    expect(like({ idNumber: '', name: '溫测试', address: '', employer: '' })).toEqual({ verdict: 'LIKELY', because: ['NAME', 'PHONE'] })
    expect(like({ idNumber: '', phone: '', address: '测试路１号', employer: '' })).toEqual({ verdict: 'LIKELY', because: ['NAME', 'ADDRESS'] })
  })
  it('are nobody to warn of by a name alone, nor by a phone and address shared at home', () => {
    expect(like({ idNumber: '', phone: '', address: '', employer: '' }).verdict).toBe('NONE')
    expect(like({ idNumber: '', name: '测试妻' }).verdict).toBe('NONE')
    expect(resemblance({ ...base, name: '', idNumber: '' }, { ...base, name: '', idNumber: '' }, variants).verdict).toBe('NONE')
  })
  it('compare alike from either side', () => {
    const trait = fc.constantFrom('', '温测试', '溫测试', '110199199003070017', '13800138000', '测试路1号')
    const traits = fc.record({ name: trait, idNumber: trait, phone: trait, address: trait, employer: trait })
    fc.assert(
      fc.property(traits, traits, (a, b) => {
        expect(resemblance(a, b, variants)).toEqual(resemblance(b, a, variants))
      }),
    )
  })
})
