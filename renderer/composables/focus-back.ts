import { nextTick, onBeforeUnmount } from 'vue'

/** For a dialog that takes the focus before its frame has noted where it came from: gives it back when the dialog is gone (A4). */
export function useFocusBack(): void {
  const before = document.activeElement instanceof HTMLElement ? document.activeElement : null
  onBeforeUnmount(() => void nextTick(() => before?.isConnected && before.focus()))
}
