import type { Component } from 'vue'
import BarParts from './BarParts.vue'
import DecisionParts from './DecisionParts.vue'
import FormParts from './FormParts.vue'
import ListParts from './ListParts.vue'
import PaperParts from './PaperParts.vue'
import ShellParts from './ShellParts.vue'
import StateParts from './StateParts.vue'

interface Theme {
  readonly id: string
  readonly title: string
  readonly page: Component
}
export const THEMES: readonly Theme[] = [
  { id: 'shell', title: 'Shell', page: ShellParts },
  { id: 'bars', title: 'Bars', page: BarParts },
  { id: 'lists', title: 'Lists', page: ListParts },
  { id: 'paper', title: 'Paper', page: PaperParts },
  { id: 'decisions', title: 'Decisions', page: DecisionParts },
  { id: 'forms', title: 'Forms', page: FormParts },
  { id: 'states', title: 'States', page: StateParts },
]
