import { nextTick, onMounted } from 'vue'

const AFTER_DIALOG_MS = 50

/**
 * The dialog takes the focus as it opens; a moment later `target` has it, unless whoever sits there is already in one of its
 * own fields: what is being typed never jumps to another one.
 */
export function useFocusLate(target: () => HTMLElement | null | undefined): void {
  onMounted(() =>
    nextTick(() =>
      setTimeout(() => {
        const to = target()
        const at = document.activeElement
        const busy = at?.matches('input,select,textarea') && to?.closest('[role="dialog"]')?.contains(at)
        if (!busy) to?.focus()
      }, AFTER_DIALOG_MS),
    ),
  )
}
