import { onBeforeUnmount, type Ref, watch } from 'vue'

/** While a menu of the top bar hangs over the page, the page behind it is out of reach: a press beside the menu closes it and does nothing else. */
export function useBehindMenu(open: Ref<boolean>): void {
  const set = (inert: boolean): void => void document.getElementById('main')?.toggleAttribute('inert', inert)
  watch(open, set)
  onBeforeUnmount(() => set(false))
}
