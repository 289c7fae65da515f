import { Check, CircleDashed, Minus, X } from 'lucide-vue-next'
import type { Component } from 'vue'

export type ItemTone = 'ok' | 'bad' | 'miss' | 'todo'
interface ItemLook {
  readonly tone: ItemTone
  readonly icon: Component
}
const LOOKS: Readonly<Record<string, ItemLook>> = {
  OK: { tone: 'ok', icon: Check },
  WAIVED: { tone: 'ok', icon: Check },
  DEFECT: { tone: 'bad', icon: X },
  EXPIRED: { tone: 'bad', icon: X },
  MISSING: { tone: 'miss', icon: Minus },
}

/** How an item of the checklist looks in this state; one nobody has judged looks like work to do. @example lookOf('OK').tone // 'ok' */
export const lookOf = (state: string): ItemLook => LOOKS[state] ?? { tone: 'todo', icon: CircleDashed }
