import { defineStore } from 'pinia'
import { computed, ref, watch } from 'vue'
import type { z } from 'zod'
import { BATCH_PAGE, lineStanding, nextBatchStep } from '../../core/batch/line-standing.ts'
import type { Calls } from '../../core/bridge/bridge.ts'
import type { ElsewhereView } from '../../core/bridge/elsewhere-view.ts'
import type { OwedView } from '../../core/bridge/step-calls.ts'
import type { DecisionView, FindingView, ImpactView, PackView, SyncStatusView } from '../../core/bridge/sync-calls.ts'
import type { Refusal, Result } from '../../core/kernel/result.ts'
import { invoke } from '../bridge.ts'
import { sameSitting } from '../sitting.ts'
import { useDesk } from './desk.ts'
import { useSession } from './session.ts'

export type BatchRow = z.output<Calls['batch.status']['output']>['batches'][number]

/** What stands between this branch and head office, as the main process last said. */
export const useSync = defineStore('sync', () => {
  const session = useSession()
  /** The rail's badge and the bell tell of batches too. */
  const desk = useDesk()
  const status = ref<SyncStatusView | null>(null)
  const batches = ref<BatchRow[]>([])
  /** How many there are, null until counted, and how many of the newest are asked for. */
  const batchTotal = ref<number | null>(null)
  const newest = ref(BATCH_PAGE)
  const waiting = ref(0)
  const owed = ref<OwedView[]>([])
  const decisions = ref<DecisionView[]>([])
  const packs = ref<PackView[]>([])
  const impact = ref<ImpactView[]>([])
  const findings = ref<FindingView[]>([])
  const list = ref<ElsewhereView['list']>(null)
  /** What a step was refused. */
  const refusal = ref<Refusal | null>(null)
  /** What could not be read at the last look, by channel. */
  const unread = ref(new Map<string, Refusal>())
  const trouble = computed(() => refusal.value ?? unread.value.values().next().value ?? null)
  /** The step that is being done from this window. */
  const busy = ref<string | null>(null)

  /** What one person was refused, or last saw, is not the next one's. */
  watch(
    () => session.current?.staffId,
    () => {
      dismiss()
      status.value = null
      batches.value = []
      owed.value = []
      batchTotal.value = null
      newest.value = BATCH_PAGE
      decisions.value = []
      packs.value = []
      impact.value = []
      findings.value = []
      list.value = null
    },
  )

  const has = (...roles: string[]): boolean => session.current?.roles.some((role) => roles.includes(role)) ?? false
  const may = computed(() => ({
    propose: has('TELLER', 'ACCOUNT_MANAGER'),
    seal: has('BRANCH_MANAGER'),
    exchange: has('TELLER', 'ACCOUNT_MANAGER', 'BRANCH_MANAGER'),
    enrol: has('ADMINISTRATOR', 'BRANCH_MANAGER'),
  }))
  const standing = computed(() => (status.value ? lineStanding(status.value) : null))
  const proposed = computed(() => batches.value.find(({ state }) => state === 'DRAFT') ?? null)
  const awaiting = computed(() => status.value?.awaitingBatches ?? 0)
  /** Changes whenever what is on its way up moved. */
  const figures = computed(() =>
    [
      waiting.value,
      status.value?.waitingRecords,
      status.value?.undeliveredBatches,
      awaiting.value,
      status.value?.returnedRecords,
      status.value?.lastContactAt,
    ].join(),
  )
  const step = computed(() =>
    standing.value && status.value
      ? nextBatchStep(standing.value, { waiting: waiting.value, proposed: proposed.value, undelivered: status.value.undeliveredBatches })
      : null,
  )

  function keep<T>(here: () => boolean, channel: string, result: Result<T>, into: (value: T) => void): void {
    if (!here() || !session.current) return
    if (!result.ok) {
      unread.value.set(channel, result.error)
      return
    }
    unread.value.delete(channel)
    into(result.value)
  }
  /** The line alone, for every page. @returns whether it is known */
  async function lookAtLine(): Promise<boolean> {
    const here = sameSitting()
    const line = await invoke('sync.status', {})
    keep(here, 'sync.status', line, (value) => {
      status.value = value
    })
    return line.ok
  }
  /** The line and the batches: often, for they move by themselves. */
  async function look(): Promise<void> {
    const here = sameSitting()
    const [own] = await Promise.all([invoke('batch.status', { newest: newest.value }), lookAtLine()])
    keep(here, 'batch.status', own, (value) => {
      batches.value = value.batches
      batchTotal.value = value.total
      waiting.value = value.waiting
      owed.value = value.owed
    })
  }
  /** Lists older batches as well. */
  async function olderBatches(): Promise<void> {
    newest.value += BATCH_PAGE
    await look()
  }
  /** What changes with a job or an exchange that has ended, also one that began and ended since the last look. */
  const ended = (): string => JSON.stringify([status.value?.job === null, status.value?.lastContactAt, status.value?.lastError])
  /** How that stood when what came down was read. */
  let seen = ''
  /** What came down from head office. */
  async function lookDown(): Promise<void> {
    seen = ended()
    const here = sameSitting()
    keep(here, 'sync.packs', await invoke('sync.packs', {}), (value) => {
      packs.value = value.packs
    })
    if (!here() || !may.value.exchange) return
    const [decided, changed, found] = await Promise.all([invoke('sync.decisions', {}), invoke('sync.impact', {}), invoke('sync.findings', { caseId: null })])
    keep(here, 'sync.decisions', decided, (value) => {
      decisions.value = value.decisions
    })
    keep(here, 'sync.impact', changed, (value) => {
      impact.value = value.cases
    })
    keep(here, 'sync.findings', found, (value) => {
      findings.value = value.findings
      list.value = value.elsewhere.list
    })
  }
  /** The line first: what it says to have ended stands in what is read after it. */
  async function load(): Promise<void> {
    await look()
    await lookDown()
  }
  /** By a person: what a step was refused is over once all was read. */
  async function retry(): Promise<void> {
    await load()
    if (unread.value.size === 0) refusal.value = null
  }
  function dismiss(): void {
    refusal.value = null
    unread.value.clear()
  }
  /** A look as often as the line moves by itself, and at what came down when something ended or could not be read before. */
  async function follow(): Promise<void> {
    await look()
    if (status.value && !status.value.job && (ended() !== seen || unread.value.size > 0)) await lookDown()
  }

  /** Does one step and looks again; gives its outcome, or null when it was refused. */
  async function run<T>(name: string, work: () => Promise<Result<T>>): Promise<T | null> {
    if (busy.value) return null
    busy.value = name
    const here = sameSitting()
    const result = await work()
    if (!here()) return null
    busy.value = null
    refusal.value = result.ok ? null : result.error
    await Promise.all([load(), desk.load()])
    return result.ok ? result.value : null
  }
  const shown = { status, batches, batchTotal, waiting, owed, decisions, packs, impact, findings, list, refusal, trouble, busy }
  return { ...shown, may, standing, proposed, awaiting, figures, step, look, lookAtLine, olderBatches, load, retry, dismiss, follow, run }
})
