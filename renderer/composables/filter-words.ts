import { useI18n } from 'vue-i18n'
import type { FilterSpec } from '../forms/list-filters.ts'
import { useProducts } from '../stores/products.ts'
import { useProductNames } from './product-names.ts'

/** The word of a filter's value in the language of the window. */
export function useFilterWords(): (spec: FilterSpec, value: string) => string {
  const { t } = useI18n()
  const nameOf = useProductNames()
  return ({ words }, value) => (words === null ? nameOf(value) : t(`${words}.${value}`))
}

/** The values a filter offers: its codes, or the products of the branch. */
export function useFilterValues(): (spec: FilterSpec) => readonly string[] {
  const products = useProducts()
  return ({ values }) => values ?? products.products.map((product) => product.code)
}
