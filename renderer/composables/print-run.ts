import { onBeforeUnmount, ref } from 'vue'
import type { PrintOutcome } from '../../core/contract/paper-print.ts'
import type { Refusal } from '../../core/kernel/result.ts'
import { invoke } from '../bridge.ts'
import type { PageSource } from './page-source.ts'
import { layOutSheets } from './print-source.ts'

/** Asked how many; pages being drawn; the system's window open; asked what came out; over. */
export type PrintStage = 'ASK' | 'DRAWING' | 'AT_PRINTER' | 'SURE' | 'OVER'

/** One document on its way to the printer, and what is said of it afterwards. */
export function usePrintRun(documentId: () => string, source: () => PageSource) {
  const stage = ref<PrintStage>('ASK')
  const drawn = ref(0)
  const sheets = ref(0)
  /** The system's window was closed without a print, or there is no printer: that is on record already. */
  const calledOff = ref<'CANCELLED' | 'FAILED' | null>(null)
  const refusal = ref<Refusal | null>(null)
  let stop = new AbortController()
  let printId: number | null = null

  async function print(copies: number, reason: string): Promise<void> {
    if (stage.value !== 'ASK') return
    stage.value = 'DRAWING'
    drawn.value = 0
    calledOff.value = null
    stop = new AbortController()
    const ready = await layOutSheets(
      source(),
      (page) => {
        drawn.value = page
      },
      stop.signal,
    ).catch(() => undefined)
    if (!ready) {
      stage.value = 'ASK'
      if (ready === undefined) refusal.value = { code: 'PAPER_UNREADABLE', details: {} }
      return
    }
    stage.value = 'AT_PRINTER'
    const result = await invoke('documents.print', { documentId: documentId(), copies, drawn: ready.drawn, reason })
    ready.remove()
    refusal.value = result.ok ? null : result.error
    const sent = result.ok && result.value.answer === 'SENT'
    stage.value = sent ? 'SURE' : 'ASK'
    if (!result.ok) return
    sheets.value = result.value.sheets
    if (result.value.answer === 'SENT') printId = result.value.printId
    else calledOff.value = result.value.answer
  }
  /** Said once; true when it is on record. */
  async function say(outcome: PrintOutcome): Promise<boolean> {
    if (stage.value !== 'SURE' || printId === null) return false
    stage.value = 'OVER'
    const result = await invoke('documents.printed', { printId, outcome })
    refusal.value = result.ok ? null : result.error
    if (!result.ok) stage.value = 'SURE'
    return result.ok
  }
  onBeforeUnmount(() => stop.abort())
  return { stage, drawn, sheets, calledOff, refusal, print, say, cancel: () => stop.abort() }
}
