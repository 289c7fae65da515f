import { expect, it } from 'vitest'
import { endSitting, toWhoAsked } from '../../../renderer/sitting.ts'

/** A question to a main process that answers when told to. */
function slowly(channel: string) {
  let answer: (value: unknown) => void = () => undefined
  const asked = toWhoAsked(channel, () => new Promise((resolve) => (answer = resolve)))
  return { asked, answer: (value: unknown) => answer(value) }
}
const TODAY = { ok: true, value: { todos: [{ cases: [{ name: '测试甲' }] }] } }

it('what was asked by a person who has left meanwhile is answered to nobody: no case of his comes to the next one', async () => {
  const { asked, answer } = slowly('home.today')
  endSitting()
  answer(TODAY)
  expect(await asked).toEqual({ ok: false, error: { code: 'NOT_SIGNED_IN', details: {} } })
})
it('what belongs to the branch arrives whoever sits there, and everything while nobody leaves', async () => {
  const products = slowly('products.list')
  endSitting()
  products.answer({ ok: true, value: { products: [] } })
  expect(await products.asked).toMatchObject({ ok: true })
  const today = slowly('home.today')
  today.answer(TODAY)
  expect(await today.asked).toEqual(TODAY)
})
