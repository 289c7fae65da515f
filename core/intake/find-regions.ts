import { toHalfWidth } from '../kernel/han-text.ts'
import { isHeading, isMunicipality } from '../kernel/provinces.ts'
import { type RegionNames, type RegionTable, regionNames } from './region-table.ts'

/** How the name of a place is read in pinyin without tones: whole, and by the first letters of its syllables. */
export interface RegionReading {
  readonly full: string
  readonly initials: string
}

const PROVINCE = /^\d{2}0000$/
const CITY = /^\d{4}00$/
const levelOf = (code: string): number => (PROVINCE.test(code) ? 0 : CITY.test(code) ? 1 : 2)

/** The name that a place itself bears. @example ownName(regionNames(table, '330106')) // '西湖区' */
export const ownName = ({ province, city, county }: RegionNames): string => county || city || province

/**
 * The places a person can be registered at, in the order of their codes. A municipality has no row of its own below the
 * province: its parts are given by four digits, so each of these becomes a place.
 */
export function regionPlaces(table: RegionTable): readonly RegionNames[] {
  const rows = [...table.regions.values()].filter(({ name }) => !isHeading(name))
  const divided = new Set(rows.filter(({ code }) => code.slice(2, 4) !== '00').map(({ code }) => code.slice(0, 2)))
  const named = rows.flatMap(({ code }) => (PROVINCE.test(code) && divided.has(code.slice(0, 2)) ? [] : [regionNames(table, code)]))
  const parts = [...new Set(rows.filter(({ code }) => !CITY.test(code)).map(({ code }) => `${code.slice(0, 4)}00`))]
  const municipal = parts.flatMap((code): RegionNames[] => {
    const province = table.regions.get(`${code.slice(0, 2)}0000`)
    if (table.regions.has(code) || !province || !isMunicipality(province.name)) return []
    return [{ code, province: province.name, city: '', county: '', lastSeen: null, successor: null }]
  })
  return [...named, ...municipal].filter((place) => place !== null).sort((a, b) => a.code.localeCompare(b.code))
}

/** 0 is nearest; null does not fit. */
function nearness(place: RegionNames, query: string, readings: ReadonlyMap<string, RegionReading>): number | null {
  if (/^\d+$/.test(query)) return place.code.startsWith(query) ? 0 : null
  const name = ownName(place)
  if (/^[a-z]+$/.test(query)) {
    const reading = readings.get(name)
    return reading?.initials === query ? 0 : reading?.initials.startsWith(query) || reading?.full.startsWith(query) ? 1 : null
  }
  if (name.startsWith(query)) return 0
  if (name.includes(query)) return 1
  return `${place.province}${place.city}${place.county}`.includes(query) ? 2 : null
}

/**
 * The places that digits of a code, part of a name, or pinyin (whole, or first letters) may mean, the nearest first; one in
 * force before one withdrawn, a city before its counties. What took the place of a withdrawn code stands right after it (R4).
 * @example findRegions(places, 'hz', readings, 8)[0]?.city // '杭州市'
 */
export function findRegions(places: readonly RegionNames[], text: string, readings: ReadonlyMap<string, RegionReading>, most: number): RegionNames[] {
  const query = toHalfWidth(text).replace(/\s/gu, '').toLowerCase()
  if (query === '') return []
  const fitting = places.flatMap((place) => {
    const near = nearness(place, query, readings)
    return near === null ? [] : [{ place, rank: [near, place.lastSeen === null ? 0 : 1, levelOf(place.code)] as const }]
  })
  fitting.sort((a, b) => a.rank[0] - b.rank[0] || a.rank[1] - b.rank[1] || a.rank[2] - b.rank[2] || a.place.code.localeCompare(b.place.code))
  const byCode = new Map(places.map((place) => [place.code, place]))
  const found = new Map<string, RegionNames>()
  for (const { place } of fitting) {
    if (found.size >= most) break
    found.set(place.code, found.get(place.code) ?? place)
    const now = place.successor && byCode.get(place.successor.code)
    if (now) found.set(now.code, found.get(now.code) ?? now)
  }
  return [...found.values()].slice(0, most)
}
