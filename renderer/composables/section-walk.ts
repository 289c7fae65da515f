import { ref } from 'vue'

/** Which section of a long form is worked on; choosing one scrolls to it and puts the cursor into its first field. */
export function useSectionWalk(ids: () => readonly string[]) {
  const current = ref(ids()[0] ?? '')
  function choose(id: string): void {
    current.value = id
    const section = document.getElementById(`section-${id}`)
    section?.scrollIntoView({ block: 'start' })
    section?.querySelector<HTMLElement>('input,select,textarea')?.focus({ preventScroll: true })
  }
  function walk(by: 1 | -1): void {
    const all = ids()
    choose(all[Math.max(0, Math.min(all.length - 1, all.indexOf(current.value) + by))] ?? current.value)
  }
  return { current, choose, walk }
}
