import { onBeforeUnmount, onMounted, ref, watch } from 'vue'

/** 同意 and 退回 by key, by their buttons and by those of the bar: what must not act on a case that was only put there. */
const DECIDING_KEYS: readonly string[] = ['F9', 'F6']
const DECIDING_PLACES = '[data-decides], [data-command="main-action"], [data-command="back"]'
const MODIFIERS: readonly string[] = ['Shift', 'Control', 'Alt', 'Meta']
const INPUTS = ['keydown', 'pointerdown', 'wheel'] as const

/** A key press, or a click or turn of the wheel somewhere. */
type Input = Pick<Event, 'target' | 'timeStamp'> & { readonly key?: string }
const onDeciding = (target: EventTarget | null): boolean => target !== null && 'closest' in target && (target as Element).closest(DECIDING_PLACES) !== null
const decides = ({ key = '', target }: Input): boolean => DECIDING_KEYS.includes(key) || onDeciding(target)
const counts = ({ key = '' }: Input): boolean => !MODIFIERS.includes(key)

/** Whether the last thing done at this window was to decide: a page it leads to has not been turned to yet. */
let decidedLast = false
for (const input of INPUTS)
  window.addEventListener(
    input,
    (event) => {
      if (counts(event)) decidedLast = decides(event)
    },
    { capture: true, passive: true },
  )

/** A decision is made on what was seen: F9 waits until the case has stood on screen for this long (domain 10.2). */
const LOOK_MS = 1000

/**
 * Whether the case that stands there was looked at long enough, and whether the person has turned to it. One that came by itself, after a
 * decision on another, is turned to by any other key, a click or the wheel once it is on screen; F9 and F6 alone never do it (S7).
 * @param shown the case that is drawn, null while none is
 * @param start where reading it begins: it has the focus until the person turned to the case
 */
export function useInHand(shown: () => string | null, start: () => HTMLElement | null) {
  const inHand = ref(!decidedLast)
  const looked = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  let since = Number.POSITIVE_INFINITY
  watch(
    shown,
    (caseId) => {
      since = caseId === null ? Number.POSITIVE_INFINITY : performance.now()
      looked.value = false
      clearTimeout(timer)
      if (caseId === null) return
      timer = setTimeout(() => {
        looked.value = true
      }, LOOK_MS)
      if (!inHand.value) start()?.focus({ preventScroll: true })
    },
    { flush: 'post', immediate: true },
  )
  const touch = (event: Input): void => {
    if (counts(event) && !decides(event) && event.timeStamp >= since) inHand.value = true
  }
  onMounted(() => {
    for (const input of INPUTS) window.addEventListener(input, touch, { capture: true, passive: true })
  })
  onBeforeUnmount(() => {
    clearTimeout(timer)
    for (const input of INPUTS) window.removeEventListener(input, touch, { capture: true })
  })
  /** What comes next comes by itself. */
  function letGo(): void {
    inHand.value = false
    since = Number.POSITIVE_INFINITY
  }
  return { inHand, looked, letGo }
}
