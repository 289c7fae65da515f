import { defineStore } from 'pinia'
import { ref } from 'vue'
import type { NoticeView, WaiverView } from '../../core/bridge/check-calls.ts'
import type { PaperView } from '../../core/bridge/file-calls.ts'
import type { Refusal } from '../../core/kernel/result.ts'
import { invoke } from '../bridge.ts'
import { sameSitting } from '../sitting.ts'

/** 'D401/B': one item for one person. */
export const itemKeyOf = (item: { readonly itemId: string; readonly party: string }): string => `${item.itemId}/${item.party}`

export interface Judgement {
  readonly verdict: PaperView['verdict']
  readonly defects: readonly string[]
  readonly note: string
}
interface Undo extends Judgement {
  readonly key: string
  readonly paperId: string
}
/** What a person typed of a paper and has not noted with a verdict, by field; `over` is what was known of the paper then. */
export interface TypedFacts {
  readonly over: string
  readonly fields: Readonly<Record<string, unknown>>
}
const UNDO_STEPS = 10

/** The paper file of the case on the page: its papers, notices and open waivers, and what can be undone. */
export const useCheck = defineStore('check', () => {
  const caseId = ref('')
  const papers = ref<PaperView[]>([])
  const notices = ref<NoticeView[]>([])
  const asked = ref<WaiverView[]>([])
  const error = ref<Refusal | null>(null)
  const loaded = ref(false)
  const undoable = ref<readonly Undo[]>([])
  const typed = ref<Readonly<Record<string, TypedFacts>>>({})

  async function load(id: string): Promise<void> {
    if (id !== caseId.value) {
      Object.assign(caseId, { value: id })
      papers.value = []
      notices.value = []
      asked.value = []
      undoable.value = []
      loaded.value = false
    }
    const here = sameSitting()
    const [listed, file] = await Promise.all([invoke('papers.list', { caseId: id }), invoke('completeness.file', { caseId: id })])
    if (!here() || id !== caseId.value) return
    error.value = listed.ok ? (file.ok ? null : file.error) : listed.error
    if (listed.ok) papers.value = listed.value.papers
    if (file.ok) {
      notices.value = file.value.notices
      asked.value = file.value.asked
    }
    loaded.value = true
  }

  const paperOf = (paperId: string | null): PaperView | null => papers.value.find((paper) => paper.paperId === paperId) ?? null

  /** Keeps what was typed of a paper while the person sits here, whatever page he goes to; nothing typed keeps nothing. */
  function keepTyped(paperId: string, facts: TypedFacts): void {
    const { [paperId]: _before, ...others } = typed.value
    typed.value = Object.keys(facts.fields).length > 0 ? { ...others, [paperId]: facts } : others
  }

  const send = ({ paperId, verdict, defects, note }: Omit<Undo, 'key'>) => invoke('completeness.judge', { paperId, verdict, defects: [...defects], note })

  /** Records a verdict; what stood before can be had back with Ctrl+Z, ten steps deep. */
  async function judge(key: string, paper: PaperView, judgement: Judgement): Promise<Refusal | null> {
    const result = await send({ paperId: paper.paperId, ...judgement })
    if (!result.ok) return result.error
    const { paperId, verdict, defects, note } = paper
    undoable.value = [...undoable.value, { key, paperId, verdict, defects, note }].slice(-UNDO_STEPS)
    return null
  }

  /** Takes back the last verdict; gives the item it was of. */
  async function undo(): Promise<{ key: string | null; refusal: Refusal | null }> {
    const last = undoable.value.at(-1)
    if (!last) return { key: null, refusal: null }
    undoable.value = undoable.value.slice(0, -1)
    const result = await send(last)
    return { key: last.key, refusal: result.ok ? null : result.error }
  }

  /** Turns a page as seen from now on; the scan itself stays as it came (D5). */
  async function turn(paperId: string, page: number, quarters: number): Promise<Refusal | null> {
    papers.value = papers.value.map((paper) =>
      paper.paperId === paperId ? { ...paper, turns: [...paper.turns.filter((one) => one.page !== page), { page, quarters }] } : paper,
    )
    const result = await invoke('papers.turn', { paperId, page, quarters })
    return result.ok ? null : result.error
  }

  return { papers, notices, asked, error, loaded, undoable, typed, load, paperOf, keepTyped, judge, undo, turn }
})
