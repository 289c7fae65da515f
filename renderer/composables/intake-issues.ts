import { computed, onBeforeUnmount, ref } from 'vue'
import type { z } from 'zod'
import type { Calls } from '../../core/bridge/bridge.ts'
import type { Refusal } from '../../core/kernel/result.ts'
import { invoke } from '../bridge.ts'

type Checked = z.output<Calls['intake.check']['output']>
const SETTLE_MS = 300

/** What is wrong with the form: of the fields that were left, until a whole check was asked for; then of all (ux 1.2). */
export function useIntakeIssues(caseId: string, body: () => z.input<Calls['intake.check']['input']>['body']) {
  const issues = ref<Checked['issues']>([])
  const duplicates = ref<Checked['duplicates']>([])
  const elsewhere = ref<Checked['elsewhere']>({ list: null, found: [] })
  const refusal = ref<Refusal | null>(null)
  const whole = ref(false)
  const seen = ref<ReadonlySet<string>>(new Set())
  let timer: ReturnType<typeof setTimeout> | undefined
  onBeforeUnmount(() => clearTimeout(timer))

  const shown = computed(() => (whole.value ? issues.value : issues.value.filter(({ path }) => seen.value.has(path))))

  /** A whole check was asked for, and found nothing. */
  const sound = ref(false)

  async function check(): Promise<boolean> {
    clearTimeout(timer)
    const result = await invoke('intake.check', { caseId, body: body() })
    refusal.value = result.ok ? null : result.error
    if (!result.ok) return false
    issues.value = result.value.issues
    duplicates.value = result.value.duplicates
    elsewhere.value = result.value.elsewhere
    sound.value = whole.value && result.value.issues.length === 0
    return !issues.value.some(({ level }) => level === 'STOP')
  }
  /** A field was left: it is checked, a moment later, so that walking through fields asks once. */
  function leave(path: string): void {
    if (!path) return
    seen.value = new Set([...seen.value, path])
    clearTimeout(timer)
    timer = setTimeout(() => void check(), SETTLE_MS)
  }
  function all(): Promise<boolean> {
    whole.value = true
    return check()
  }
  return { issues, shown, sound, duplicates, elsewhere, refusal, leave, all, again: check }
}
