import { expect, it } from 'vitest'
import { joined } from '../../../renderer/composables/phrases.ts'

it('a Chinese phrase goes on where the opinion ends, an English one after a blank', () => {
  expect(joined('资料齐全。', '同意。', '', false)).toBe('同意。')
  expect(joined('Papers complete.', 'Agreed.', '', false)).toBe(' Agreed.')
  expect(joined('Papers complete. ', 'Agreed.', '', false)).toBe('Agreed.')
  expect(joined('', 'Agreed.', '', false)).toBe('Agreed.')
  expect(joined('编号 A1', '同意。', '', false)).toBe('同意。')
})

it('each condition of a payment has a line of its own', () => {
  expect(joined('', '抵押登记办妥后放款。', '', true)).toBe('抵押登记办妥后放款。')
  expect(joined('抵押登记办妥后放款。', '抵押物办妥保险后放款。', '', true)).toBe('\n抵押物办妥保险后放款。')
  expect(joined('抵押登记办妥后放款。\n', '抵押物办妥保险后放款。', '', true)).toBe('抵押物办妥保险后放款。')
})

it('a condition put before another, or into one, is taken for one by itself: the rest keeps its line', () => {
  expect(joined('', '抵押登记办妥后放款。', '抵押物办妥保险后放款。', true)).toBe('抵押登记办妥后放款。\n')
  expect(joined('补齐', '抵押登记办妥后放款。', '发票。', true)).toBe('\n抵押登记办妥后放款。\n')
  expect(joined('补齐发票。', '抵押登记办妥后放款。', '\n抵押物办妥保险后放款。', true)).toBe('\n抵押登记办妥后放款。')
})

it('where one text goes on, what stands after a Latin phrase is kept apart from it', () => {
  expect(joined('', 'Agreed.', 'Visit again in May.', false)).toBe('Agreed. ')
  expect(joined('', '同意。', '五月再访。', false)).toBe('同意。')
})
