import { findRegions, ownName, type RegionReading, regionPlaces } from '../../core/intake/find-regions.ts'
import type { RegionNames, RegionTable } from '../../core/intake/region-table.ts'

interface Index {
  readonly places: readonly RegionNames[]
  readings: Promise<ReadonlyMap<string, RegionReading>> | null
}
const NONE: ReadonlyMap<string, RegionReading> = new Map()
const indexes = new WeakMap<RegionTable, Index>()

function indexOf(table: RegionTable): Index {
  const known = indexes.get(table) ?? { places: regionPlaces(table), readings: null }
  indexes.set(table, known)
  return known
}

async function readAll(places: readonly RegionNames[]): Promise<ReadonlyMap<string, RegionReading>> {
  const { pinyin } = await import('pinyin-pro')
  return new Map(
    [...new Set(places.map(ownName))].map((name) => {
      const syllables = pinyin(name, { toneType: 'none', type: 'array', nonZh: 'removed', v: true })
      return [name, { full: syllables.join(''), initials: syllables.map((syllable) => syllable[0] ?? '').join('') }]
    }),
  )
}

/** The regions a text may mean. Pinyin is read with the first text in Latin letters, not with the app; a reading that failed is begun anew with the next text. @example await searchRegions(reference.regions, 'hz', 8) */
export async function searchRegions(table: RegionTable, text: string, most: number): Promise<RegionNames[]> {
  const index = indexOf(table)
  if (/\p{Script=Latin}/u.test(text))
    index.readings ??= readAll(index.places).catch((error: unknown) => {
      index.readings = null
      throw error
    })
  return findRegions(index.places, text, (await index.readings) ?? NONE, most)
}
