import { computed, ref, shallowReactive } from 'vue'

const BLOCK = 100
const OVERSCAN = 4

interface Page<Row> {
  readonly rows: readonly Row[]
  readonly total: number
}

/**
 * A list of any length of which only the visible rows exist: blocks of 100 are fetched as they come into sight, so
 * that 100,000 cases open as fast as 100. Rows not there yet are null.
 */
export function useRowWindow<Row extends object>(fetchRows: (offset: number, limit: number) => Promise<Page<Row> | null>, rowHeight: number) {
  const total = ref(0)
  const loading = ref(false)
  const top = ref(0)
  const height = ref(0)
  const blocks = shallowReactive(new Map<number, readonly Row[]>())
  const pending = new Set<number>()
  let generation = 0

  const range = computed(() => {
    const from = Math.max(0, Math.floor(top.value / rowHeight) - OVERSCAN)
    return { from, to: Math.min(total.value, from + Math.ceil(height.value / rowHeight) + 2 * OVERSCAN) }
  })
  const visible = computed(() =>
    Array.from({ length: Math.max(0, range.value.to - range.value.from) }, (_, i) => {
      const index = range.value.from + i
      return { index, row: (blocks.get(Math.floor(index / BLOCK))?.[index % BLOCK] ?? null) as Row | null }
    }),
  )

  async function load(block: number): Promise<void> {
    if (blocks.has(block) || pending.has(block)) return
    pending.add(block)
    const asked = generation
    loading.value = true
    const page = await fetchRows(block * BLOCK, BLOCK)
    pending.delete(block)
    loading.value = pending.size > 0
    if (!page || asked !== generation) return
    total.value = page.total
    blocks.set(block, page.rows)
  }

  async function moveTo(scrollTop: number, viewHeight: number): Promise<void> {
    top.value = scrollTop
    height.value = viewHeight
    const { from, to } = range.value
    await Promise.all([load(Math.floor(from / BLOCK)), load(Math.floor(Math.max(from, to - 1) / BLOCK))])
  }

  /** Reads again from the start of the current view: another search, or F5. */
  async function reload(): Promise<void> {
    generation += 1
    blocks.clear()
    pending.clear()
    await load(Math.floor(range.value.from / BLOCK))
  }

  const rowAt = (index: number): Row | null => blocks.get(Math.floor(index / BLOCK))?.[index % BLOCK] ?? null
  return { total, loading, visible, moveTo, reload, rowAt, rowHeight }
}
