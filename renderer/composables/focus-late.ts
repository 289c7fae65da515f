import { nextTick, onMounted } from 'vue'

const AFTER_DIALOG_MS = 50

const homes = (target: HTMLElement | null | undefined): (Element | null | undefined)[] => [target?.closest('form'), target?.closest('[role="dialog"]')]

/**
 * The dialog takes the focus as it opens; a moment later `target` has it, unless whoever sits there is already in another field
 * of its form or dialog: what is being typed never jumps to another one.
 */
export function useFocusLate(target: () => HTMLElement | null | undefined): void {
  onMounted(() =>
    nextTick(() =>
      setTimeout(() => {
        const to = target()
        const at = document.activeElement
        const busy = at?.matches('input,select,textarea') && homes(to).some((home) => home?.contains(at))
        if (!busy) to?.focus()
      }, AFTER_DIALOG_MS),
    ),
  )
}
