import { defineStore } from 'pinia'
import { ref } from 'vue'
import type { z } from 'zod'
import type { calls } from '../../core/bridge/bridge.ts'
import type { ApprovalBrief, Measured } from '../../core/bridge/decide-calls.ts'
import { wholeCosts } from '../../core/contract/agreed-costs.ts'
import type { AgreedDraft } from '../../core/contract/agreed-terms.ts'
import type { Refusal, Result } from '../../core/kernel/result.ts'
import { invoke } from '../bridge.ts'
import { currentSitting, sameSitting } from '../sitting.ts'

type Inbox = z.output<(typeof calls)['approval.inbox']['output']>
export type InboxRow = Inbox['rows'][number]
export type DecidedRow = Inbox['decidedToday'][number]

/** What waits for this person's opinion or decision, and the case he looks at. */
export const useApprovals = defineStore('approvals', () => {
  const rows = ref<InboxRow[]>([])
  const decided = ref<DecidedRow[]>([])
  const brief = ref<ApprovalBrief | null>(null)
  const error = ref<Refusal | null>(null)
  const loaded = ref(false)
  /** The sitting in which a decision is on its way. */
  let deciding: number | null = null

  async function load(): Promise<void> {
    const here = sameSitting()
    const result = await invoke('approval.inbox', {})
    if (!here()) return
    loaded.value = true
    error.value = result.ok ? null : result.error
    if (!result.ok) return
    rows.value = result.value.rows
    decided.value = result.value.decidedToday
  }

  async function look(caseId: string | null): Promise<void> {
    if (brief.value?.caseId !== caseId) brief.value = null
    if (caseId === null) return
    const here = sameSitting()
    const result = await invoke('approval.brief', { caseId })
    if (!here()) return
    if (result.ok) brief.value = result.value
    else error.value = result.error
  }

  /**
   * Takes the card away at once, then decides; a refusal brings it back. While one decision is on its way there is no
   * other: F9 pressed twice decides once (S7). To whoever has left meanwhile nothing comes back: the inbox is another's.
   * `confirmed`: a password is looked at first; until it is right the card stays where it is, and what was typed beside it.
   */
  async function decide(caseId: string, work: () => Promise<Result<unknown>>, { confirmed = false } = {}): Promise<Refusal | 'BUSY' | null> {
    const asked = currentSitting()
    if (deciding === asked) return 'BUSY'
    deciding = asked
    const before = rows.value
    const takeAway = (): void => {
      rows.value = before.filter((row) => row.caseId !== caseId)
    }
    if (!confirmed) takeAway()
    const result = await work()
    if (deciding === asked) deciding = null
    if (result.ok) {
      if (confirmed && asked === currentSitting()) takeAway()
      return null
    }
    if (asked === currentSitting()) rows.value = before
    return result.error
  }

  /** Instalments, ratios and authority of what is typed, costs as far as they are whole; null while it cannot be counted. */
  async function measure(caseId: string, amountFen: number, rate: number, { dueDay, costs }: AgreedDraft): Promise<Measured | null> {
    const result = await invoke('approval.measure', { caseId, amountFen, rate, dueDay, costs: wholeCosts(costs) })
    return result.ok ? result.value : null
  }

  return { measure, rows, decided, brief, error, loaded, load, look, decide }
})
