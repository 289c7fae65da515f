import { describe, expect, it } from 'vitest'
import { findRegions, ownName, type RegionReading, regionPlaces } from '../../../core/intake/find-regions.ts'
import { regionNames } from '../../../core/intake/region-table.ts'
import { regions } from './reference.ts'

const places = regionPlaces(regions)
const READINGS: ReadonlyMap<string, RegionReading> = new Map([
  ['杭州市', { full: 'hangzhoushi', initials: 'hzs' }],
  ['惠州市', { full: 'huizhoushi', initials: 'hzs' }],
  ['重庆市', { full: 'chongqingshi', initials: 'cqs' }],
])
const find = (text: string, most = 8) => findRegions(places, text, READINGS, most)
const codes = (text: string, most = 8) => find(text, most).map(({ code }) => code)

describe('a region typed at the counter', () => {
  it('is found by the digits of its code, the city before its counties', () => {
    expect(codes('3301', 3)).toEqual(['330100', '330102', '330103'])
    expect(codes('３３０１０６')).toEqual(['330106'])
    expect(find('330106')[0]).toMatchObject({ province: '浙江省', city: '杭州市', county: '西湖区' })
  })

  it('is found by its name, or by the name it stands under', () => {
    expect(codes('杭州')[0]).toBe('330100')
    expect(codes('西湖区')).toContain('330106')
    expect(find('浙江省杭州市西湖')[0]?.code).toBe('330106')
  })

  it('is found by the first letters of its pinyin, and by all of it', () => {
    expect(codes('hz')).toEqual(['330100', '441300'])
    expect(codes('HangZhou')).toEqual(['330100'])
    expect(codes('xyz')).toEqual([])
  })

  it('is given by four digits in a municipality too, though that has no city of its own', () => {
    expect(find('1101')[0]).toMatchObject({ code: '110100', province: '北京市', city: '', county: '' })
    expect(codes('cq')).toEqual(['500100', '500200'])
    expect(codes('重庆', 2)).toEqual(['500100', '500200'])
  })

  it('is never a heading of the list, nor a province that has cities', () => {
    expect(codes('330000')).toEqual([])
    expect(places.filter((place) => /^市辖区$|直辖/.test(ownName(place)))).toEqual([])
    expect(find('810000')[0]).toMatchObject({ province: '香港特别行政区' })
  })

  it('names a county under the province by these two alone', () => {
    expect(find('仙桃')[0]).toMatchObject({ code: '429004', province: '湖北省', city: '', county: '仙桃市' })
    expect(regionNames(regions, '429004')).toMatchObject({ province: '湖北省', city: '', county: '仙桃市' })
  })

  it('whose code was withdrawn stands before what took its place (R4)', () => {
    expect(codes('崇文区')).toEqual(['110103', '110101'])
    expect(find('崇文区')[0]).toMatchObject({ lastSeen: '200912', successor: { name: '东城区' } })
    const laiwu = find('莱芜市')
    expect(laiwu[0]).toMatchObject({ code: '371200', lastSeen: '201607', successor: null })
  })

  it('that nobody named is not guessed', () => {
    expect(codes('  ')).toEqual([])
    expect(codes('没有这里')).toEqual([])
  })
})
