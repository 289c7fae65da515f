import { ref } from 'vue'
import { onBeforeRouteLeave, onBeforeRouteUpdate } from 'vue-router'
import { useSession } from '../stores/session.ts'

/**
 * Asks before a page with typed and unsent changes is left (S3). `changed` gives the words of the changed fields; none lets go.
 * The page shows `asking` in a LeaveDialog and calls `answer`.
 * @example const { asking, answer } = useLeaveGuard(() => changedFields.value)
 */
export function useLeaveGuard(changed: () => readonly string[]) {
  const session = useSession()
  const asking = ref<readonly string[]>([])
  let settle: ((leave: boolean) => void) | null = null

  function answer(leave: boolean): void {
    asking.value = []
    settle?.(leave)
    settle = null
  }
  function ask(): boolean | Promise<boolean> {
    // Whoever signs out has said so; there is no page left to ask on.
    const names = session.current ? changed() : []
    if (names.length === 0) return true
    settle?.(false)
    asking.value = names
    return new Promise((resolve) => {
      settle = resolve
    })
  }
  onBeforeRouteLeave(ask)
  onBeforeRouteUpdate(ask)
  return { asking, answer }
}
