import { describe, expect, it } from 'vitest'
import { parseRegionTable, regionNames } from '../../../core/intake/region-table.ts'
import { provinceExists } from '../../../core/intake/regions.ts'
import { tellFromNumber } from '../../../core/intake/tell-from-number.ts'
import { today } from '../../fixtures/applications.ts'
import { regions } from './reference.ts'

describe('the table of regions', () => {
  it('knows the places in force, withdrawn ones under their old name, and what took their place', () => {
    expect(regions.version).toBe('GB2260@1')
    expect(regionNames(regions, '330106')).toMatchObject({ province: '浙江省', city: '杭州市', county: '西湖区', lastSeen: null, successor: null })
    expect(regionNames(regions, '110103')).toMatchObject({ county: '崇文区', lastSeen: '200912', successor: { code: '110101', name: '东城区' } })
    expect(regionNames(regions, '310119')).toMatchObject({ county: '南汇区', successor: { name: '浦东新区' } })
  })

  it('leads every withdrawn code only to one that is in force', () => {
    const successors = [...regions.regions.values()].flatMap(({ successor }) => (successor === null ? [] : [successor]))
    expect(successors.length).toBeGreaterThan(300)
    expect(successors.filter((code) => regions.regions.get(code)?.lastSeen !== null)).toEqual([])
  })

  it('stands under provinces that the number rules know', () => {
    expect([...regions.regions.keys()].filter((code) => !provinceExists(code))).toEqual([])
    expect(regions.regions.size).toBeGreaterThan(3_600)
  })

  it('refuses a broken table by its line', () => {
    expect(() => parseRegionTable('# version: X@1\n110000\t北京市')).toThrow('line 2')
    expect(() => parseRegionTable('110000\t北京市\t\t\t')).toThrow('no version')
  })
})

describe('an ID number in the form', () => {
  it('fills birth date, sex, age and city, and names the place where there is one', () => {
    expect(tellFromNumber('RESIDENT', '11010519491231002x', regions, today)).toMatchObject({
      ok: true,
      number: '11010519491231002X',
      birth: '1949-12-31',
      sex: 'F',
      age: 76,
      cityCode: '1101',
      region: { province: '北京市', county: '朝阳区' },
    })
  })
  it('fills what it can from a code no table has, and from a permit only what a permit tells', () => {
    expect(tellFromNumber('RESIDENT', '110199199003070017', regions, today)).toMatchObject({ ok: true, birth: '1990-03-07', region: null, cityCode: '1101' })
    expect(tellFromNumber('HMT_PERMIT', '810000188908151019', regions, today)).toMatchObject({
      ok: true,
      cityCode: null,
      region: { province: '香港特别行政区' },
    })
    expect(tellFromNumber('FOREIGN_PR', '911124198108030024', regions, today)).toMatchObject({ ok: true, cityCode: null })
  })
  it('fills nothing from a wrong one', () => {
    expect(tellFromNumber('RESIDENT', '110199199003070011', regions, today)).toEqual({ ok: false, code: 'CHECK' })
  })
})
