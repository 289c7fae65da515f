import { useI18n } from 'vue-i18n'
import type { RegionNames } from '../../core/intake/region-table.ts'
import { invoke } from '../bridge.ts'

/** Asks what regions a text may mean; nothing when the answer is refused: the field then stays as typed. */
export type FindRegions = (text: string) => Promise<readonly RegionNames[]>

export const findRegions: FindRegions = async (text) => {
  const result = await invoke('intake.regions', { text })
  return result.ok ? result.value.regions : []
}

/** A region in words, from province to county; of a withdrawn code the name of that time, and what took its place. */
export function useRegionWords() {
  const { t } = useI18n()
  return ({ province, city, county, lastSeen, successor }: Omit<RegionNames, 'code'>): string => {
    const names = [province, city, county].filter(Boolean).join('')
    if (lastSeen === null) return t('intake.id.place', { names })
    return successor ? t('intake.id.placeMoved', { names, successor: successor.name }) : t('intake.id.placeGone', { names })
  }
}
