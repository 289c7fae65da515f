import { useI18n } from 'vue-i18n'
import { useProducts } from '../stores/products.ts'

/** The product's name in the language of the window; its code until the packs are read. */
export function useProductNames(): (code: string) => string {
  const { locale } = useI18n()
  const products = useProducts()
  void products.load()
  return (code) => {
    const name = products.byCode.get(code)?.name
    return name ? (locale.value === 'en' ? name.en : name.zh) : code
  }
}
