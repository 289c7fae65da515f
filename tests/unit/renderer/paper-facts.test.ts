import { createPinia, setActivePinia } from 'pinia'
import { afterAll, beforeEach, expect, it, vi } from 'vitest'
import { createApp, effectScope, nextTick, ref } from 'vue'
import { type PaperOnStage, usePaperFacts } from '../../../renderer/composables/paper-facts.ts'
import { forgetPerson, noteStart } from '../../../renderer/stores/forget.ts'

const described: unknown[] = []
vi.stubGlobal('window', {
  counter: {
    invoke: async (_channel: string, input: unknown) => {
      described.push(input)
      return { ok: true, value: {} }
    },
  },
})
afterAll(() => vi.unstubAllGlobals())
beforeEach(() => {
  described.length = 0
  const pinia = createPinia().use(noteStart)
  createApp({}).use(pinia)
  setActivePinia(pinia)
})

/** A paper nobody has judged, as the page knows it. */
function paperOf(paperId: string, known: Partial<PaperOnStage['paper']> = {}, entered: PaperOnStage['entered'] = []): PaperOnStage {
  return {
    item: { itemId: paperId, party: 'B', signers: ['BORROWER'], dated: ['ISSUED', 'EXPIRES'] },
    paper: { paperId, verdict: 'UNCHECKED', form: 'ORIGINAL', issuedOn: null, expiresOn: null, signedBy: [], ...known },
    entered,
  } as unknown as PaperOnStage
}
/** The page of the papers, opened on one of them and left again at the end. */
async function onPage(first: PaperOnStage, work: (facts: ReturnType<typeof usePaperFacts>, turnTo: (next: PaperOnStage) => Promise<void>) => Promise<void>) {
  const stage = ref<PaperOnStage>(first)
  const scope = effectScope()
  const facts = scope.run(() => usePaperFacts(() => stage.value as PaperOnStage))
  if (!facts) throw new Error('the page did not open')
  await work(facts, async (next) => {
    stage.value = next
    await nextTick()
  })
  scope.stop()
}

it('a date typed for a paper stands there again when the page was left and is opened anew, and nobody was told of it', async () => {
  await onPage(paperOf('D309'), async ({ model }) => {
    model.issuedOn = '2026-11-20'
  })
  await onPage(paperOf('D309'), async ({ model }) => {
    expect(model).toEqual({ form: 'ORIGINAL', issuedOn: '2026-11-20', expiresOn: null, signedBy: ['BORROWER'] })
  })
  expect(described).toEqual([])
})

it('a date typed for one paper is not taken for another’s, and stands there when its item is chosen again', async () => {
  await onPage(paperOf('D309'), async ({ model }, turnTo) => {
    model.issuedOn = '2026-11-20'
    await turnTo(paperOf('D401'))
    expect(model.issuedOn).toBeNull()
    await turnTo(paperOf('D309'))
    expect(model.issuedOn).toBe('2026-11-20')
  })
})

it('what was entered and comes in later does not overwrite what was typed meanwhile', async () => {
  const entered = [{ path: 'borrower.idExpiresOn', value: '2030-01-01' }] as unknown as PaperOnStage['entered']
  await onPage(paperOf('D101'), async ({ model }, turnTo) => {
    model.issuedOn = '2026-11-20'
    await turnTo(paperOf('D101', {}, entered))
    expect(model).toMatchObject({ issuedOn: '2026-11-20', expiresOn: '2030-01-01' })
  })
})

it('what somebody noted of the paper meanwhile stands before what was typed', async () => {
  await onPage(paperOf('D309'), async ({ model }, turnTo) => {
    model.issuedOn = '2026-11-20'
    await turnTo(paperOf('D309', { issuedOn: '2026-11-19' as never }))
    expect(model.issuedOn).toBe('2026-11-19')
  })
})

it('what was noted with the verdict, or taken back, is kept no longer', async () => {
  await onPage(paperOf('D309'), async ({ model, save }, turnTo) => {
    model.issuedOn = '2026-11-20'
    expect(await save()).toBeNull()
    await turnTo(paperOf('D401'))
    model.issuedOn = '2026-11-18'
    model.issuedOn = ''
    await turnTo(paperOf('D309'))
    expect(model.issuedOn).toBeNull()
    await turnTo(paperOf('D401'))
    expect(model.issuedOn).toBeNull()
  })
  expect(described).toEqual([{ paperId: 'D309', form: 'ORIGINAL', issuedOn: '2026-11-20', expiresOn: null, signedBy: ['BORROWER'] }])
})

it('the next person at the counter does not find what was typed', async () => {
  await onPage(paperOf('D309'), async ({ model }) => {
    model.issuedOn = '2026-11-20'
  })
  forgetPerson()
  await onPage(paperOf('D309'), async ({ model }) => {
    expect(model.issuedOn).toBeNull()
  })
})
