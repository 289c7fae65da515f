import { computed, ref } from 'vue'
import { useI18n } from 'vue-i18n'
import type { DecisionView, ImpactView, TakenInView } from '../../core/bridge/sync-calls.ts'
import type { CostDraft } from '../../core/contract/agreed-costs.ts'
import type { Refusal } from '../../core/kernel/result.ts'
import { invoke } from '../bridge.ts'
import { useSync } from '../stores/sync.ts'

const MEGABYTE = 1_000_000

/** What a person does about the line to head office, and what is said when it was done. */
export function useLineActs() {
  const { t } = useI18n()
  const sync = useSync()
  const said = ref('')

  async function carry(): Promise<void> {
    const done = await sync.run('export', () => invoke('sync.exportUsb', {}))
    if (done?.folder) said.value = t('sync.exported', { n: done.batches, mb: (done.bytes / MEGABYTE).toFixed(1), folder: done.folder })
  }
  /** What came, which of ours was refused (the reason stands in the bar of errors), and whose else was left. */
  function tell({ batches: n, accepted, rejected, decisions, packs, stopped, waiting, others }: TakenInView): void {
    const came = n > 0 ? [t('sync.imported', { n, accepted, rejected, decisions, packs })] : stopped ? [] : [t('sync.importedNothing')]
    const left = stopped ? [t('sync.stopped', { seq: stopped.seq })] : []
    const wait = waiting > 0 ? [t('sync.stoppedWaiting', { n: waiting })] : []
    const theirs = others.length > 0 ? [t('sync.othersLeft', { branches: others.join(t('sync.finding.comma')) })] : []
    said.value = [...came, ...left, ...wait, ...theirs].join(t('sync.join'))
    if (stopped) sync.refusal = stopped as Refusal
  }
  async function takeIn(): Promise<void> {
    const done = await sync.run('import', () => invoke('sync.importUsb', {}))
    if (done?.taken) tell(done.taken)
  }
  async function takeFolder(): Promise<void> {
    const done = await sync.run('receipt', () => invoke('batch.takeReceipt', {}))
    if (done) tell(done)
  }
  const send = (): Promise<unknown> => sync.run('send', () => invoke('sync.start', {}))
  const cancel = (): Promise<unknown> => invoke('sync.cancel', {}).then(() => sync.look())
  const drop = (seq: number): Promise<unknown> => sync.run('drop', () => invoke('batch.drop', { seq }))
  /** `added`: the costs of an approval, and the password that confirms it. */
  async function take({ caseId, nowVersion }: DecisionView, added?: { costs: CostDraft[]; password: string }): Promise<boolean> {
    if (caseId === null || nowVersion === null) return false
    const terms = added ? { agreed: added.costs.length > 0 ? { costs: added.costs } : {}, password: added.password } : {}
    const done = await sync.run('take', () => invoke('approval.takeDecision', { caseId, version: nowVersion, ...terms }))
    if (done) said.value = t('sync.decision.taken', { state: t(`states.${done.state}`) })
    return done !== null
  }
  const settle = async ({ decisionId }: DecisionView, how: 'SET_ASIDE' | 'ASK_AGAIN', reason: string, costs?: CostDraft[]): Promise<boolean> =>
    (await sync.run('settle', () => invoke('sync.settleDecision', { decisionId, how, reason, ...(costs ? { agreed: { costs } } : {}) }))) !== null
  const move = async ({ caseId, version }: ImpactView, reason: string): Promise<boolean> =>
    (await sync.run('move', () => invoke('sync.moveCase', { caseId, version, reason }))) !== null

  /** The one thing to do next, and why nobody here may do it where that is so. */
  const main = computed(() => {
    const { step, may, proposed } = sync
    const of = (id: string, label: string, allowed: boolean, note: string, run: () => unknown) => ({
      id,
      label: t(label),
      // Gathering and sealing go on beside an exchange; sending is what already goes on.
      enabled: allowed && sync.busy === null && !(id === 'send' && sync.status?.job),
      note: allowed ? '' : note,
      run: () => void run(),
    })
    if (step === 'SEAL' && proposed) {
      const own = t(proposed.mine ? 'sync.notes.sealOther' : 'sync.notes.sealManager', { name: proposed.makerName })
      return of('seal', 'sync.steps.SEAL', may.seal && !proposed.mine, own, () => sync.run('seal', () => invoke('batch.seal', { seq: proposed.seq })))
    }
    if (step === 'CARRY') return of('export', 'sync.steps.CARRY', may.exchange, t('sync.notes.carry'), carry)
    if (step === 'SEND') return of('send', 'sync.steps.SEND', may.exchange, t('sync.notes.send'), send)
    if (step === 'PROPOSE')
      return of('propose', 'sync.steps.PROPOSE', may.propose, t('sync.notes.propose'), () => sync.run('propose', () => invoke('batch.propose', {})))
    if (sync.status?.address) return of('send', 'sync.exchange', may.exchange, '', send)
    return of('propose', 'sync.steps.PROPOSE', false, '', () => undefined)
  })
  /** Head office may be called beside another step that comes first; where sending is that step, its own button does. */
  const mayCall = computed(() => Boolean(sync.status?.address) && !sync.status?.job && sync.may.exchange && sync.busy === null && main.value.id !== 'send')
  return { said, main, mayCall, send, carry, takeIn, takeFolder, cancel, drop, take, settle, move }
}
