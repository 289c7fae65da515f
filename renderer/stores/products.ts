import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import type { z } from 'zod'
import type { calls } from '../../core/bridge/bridge.ts'
import { invoke } from '../bridge.ts'

export type ProductView = z.output<(typeof calls)['products.list']['output']>['products'][number]

/** The product packs of this branch, read once. */
export const useProducts = defineStore('products', () => {
  const products = ref<ProductView[]>([])
  const byCode = computed(() => new Map(products.value.map((product) => [product.code, product])))
  let reading: Promise<void> | null = null

  function load(): Promise<void> {
    reading ??= invoke('products.list', {}).then((result) => {
      if (result.ok) products.value = result.value.products
      else reading = null
    })
    return reading
  }
  return { products, byCode, load }
})
