import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import type { ScanBatchView, ScanFolderView, ScanPageView } from '../../core/bridge/scan-views.ts'
import type { DiscardReason, Rotation } from '../../core/completeness/scan-page.ts'
import type { Refusal, Result } from '../../core/kernel/result.ts'
import { invoke } from '../bridge.ts'
import { sameSitting } from '../sitting.ts'

const LOOK_MS = 500

/** The desk of scanned pages: the latest pile, what waits in the tray, and the scanner's folder. */
export const useScans = defineStore('scans', () => {
  const batch = ref<ScanBatchView | null>(null)
  const tray = ref<readonly ScanPageView[]>([])
  const pile = ref<readonly ScanPageView[]>([])
  const folder = ref<ScanFolderView | null>(null)
  const refusal = ref<Refusal | null>(null)
  const loaded = ref(false)
  const running = computed(() => batch.value?.state === 'RUNNING' && batch.value.problem === null)
  let timer: ReturnType<typeof setTimeout> | undefined
  /** The look begun last: only its answer counts, and only it looks again. */
  let looks = 0
  let leavings = 0
  /** Says, after an answer, whether the page that asked is still open, to the same person. */
  function staying(): () => boolean {
    const [here, left] = [sameSitting(), leavings]
    return () => here() && left === leavings
  }

  async function load(): Promise<void> {
    clearTimeout(timer)
    const mine = ++looks
    const stays = staying()
    const late = (): boolean => mine !== looks || !stays()
    const [recent, waiting, watched] = await Promise.all([invoke('scans.recent', {}), invoke('scans.tray', { batchId: null }), invoke('scans.folder', {})])
    if (late()) return
    if (!recent.ok) refusal.value = recent.error
    if (recent.ok) batch.value = recent.value.batches.find(({ batchId }) => batchId === batch.value?.batchId) ?? recent.value.batches[0] ?? null
    if (watched.ok) folder.value = watched.value
    if (waiting.ok) tray.value = waiting.value.pages
    const pages = batch.value ? await invoke('scans.pages', { batchId: batch.value.batchId }) : null
    if (late()) return
    if (pages?.ok) pile.value = pages.value.pages
    loaded.value = true
    // The scanner's folder brings piles by itself: there it is looked after, more slowly.
    if (running.value) timer = setTimeout(() => void load(), LOOK_MS)
    else if (folder.value?.state !== 'OFF') timer = setTimeout(() => void load(), LOOK_MS * 6)
  }
  function leave(): void {
    leavings += 1
    clearTimeout(timer)
  }
  /** The watched folder alone, for the top bar. */
  async function lookAtFolder(): Promise<void> {
    const here = sameSitting()
    const watched = await invoke('scans.folder', {})
    if (here()) folder.value = watched.ok ? watched.value : null
  }

  /** Puts dropped files in as one pile, in their order; whoever leaves meanwhile puts in no more of them. */
  async function drop(caseId: string, files: readonly File[]): Promise<void> {
    const [here, stays] = [sameSitting(), staying()]
    let batchId: string | null = null
    for (const file of files) {
      const bytes = new Uint8Array(await file.arrayBuffer())
      if (!here()) return
      const offered: Result<{ batchId: string }> = await invoke('scans.offer', { batchId, caseId, fileName: file.name, bytes })
      if (!here()) return
      if (!offered.ok) {
        refusal.value = offered.error
        break
      }
      batchId = offered.value.batchId
      if (batch.value?.batchId !== batchId) batch.value = null
    }
    if (stays()) await load()
  }
  async function pick(caseId: string): Promise<void> {
    const [here, stays] = [sameSitting(), staying()]
    const picked = await invoke('scans.pick', { caseId })
    if (!here()) return
    if (!picked.ok) refusal.value = picked.error
    else if (picked.value.batchId !== null) batch.value = null
    if (stays()) await load()
  }

  type Changing = Promise<{ readonly ok: true } | { readonly ok: false; readonly error: Refusal }>
  async function change(work: Changing): Promise<boolean> {
    const [here, stays] = [sameSitting(), staying()]
    const result = await work
    if (!here()) return false
    refusal.value = result.ok ? null : result.error
    if (stays()) await load()
    return result.ok
  }
  const file = (pageIds: string[], target: { caseId: string; itemId: string; party: string }) => change(invoke('scans.file', { pageIds, ...target }))
  const discard = (pageIds: string[], reason: DiscardReason) => change(invoke('scans.discard', { pageIds, reason }))
  const giveBack = (pageIds: string[]) => change(invoke('scans.return', { pageIds }))
  const rotate = (pageIds: string[], rotation: Rotation) => change(invoke('scans.rotate', { pageIds, rotation }))
  /** Puts a page one place earlier (-1) or later (1) in its paper; the last one stays the last. */
  async function move(page: ScanPageView, by: number): Promise<boolean> {
    const { caseId, itemId, party } = page
    if (caseId === null || itemId === null || party === null) return false
    const here = sameSitting()
    const filed = await invoke('scans.filed', { caseId })
    if (!here()) return false
    if (!filed.ok) return change(Promise.resolve(filed))
    const mates = filed.value.pages.filter((one) => one.itemId === itemId && one.party === party && !one.settled)
    const order = mates.toSorted((a, b) => (a.place ?? 0) - (b.place ?? 0)).map(({ pageId }) => pageId)
    const at = order.indexOf(page.pageId)
    const to = Math.max(0, Math.min(order.length - 1, at + by))
    order.splice(to, 0, ...order.splice(at, 1))
    return to === at || change(invoke('scans.reorder', { pageIds: order, caseId, itemId, party }))
  }
  const undo = () => change(invoke('scans.undo', {}))
  const cancel = () => change(batch.value ? invoke('scans.cancel', { batchId: batch.value.batchId }) : Promise.resolve({ ok: true }))
  const resume = () => change(batch.value ? invoke('scans.resume', { batchId: batch.value.batchId }) : Promise.resolve({ ok: true }))
  const watchFolder = () => change(invoke('scans.watch', {}))
  const leaveFolder = () => change(invoke('scans.unwatch', {}))

  return {
    batch,
    tray,
    pile,
    folder,
    lookAtFolder,
    refusal,
    loaded,
    running,
    load,
    leave,
    drop,
    pick,
    file,
    discard,
    giveBack,
    rotate,
    move,
    undo,
    cancel,
    resume,
    watchFolder,
    leaveFolder,
  }
})
