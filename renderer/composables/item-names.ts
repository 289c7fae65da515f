import { useI18n } from 'vue-i18n'
import { useHouse } from '../stores/house.ts'

/** A checklist item's name in the language of the window; its code until the packs are read. */
export function useItemNames(): (itemId: string) => string {
  const { locale } = useI18n()
  const house = useHouse()
  return (itemId) => {
    void house.load()
    const name = house.itemNames.get(itemId)
    return name ? (locale.value === 'en' ? name.en : name.zh) : itemId
  }
}
