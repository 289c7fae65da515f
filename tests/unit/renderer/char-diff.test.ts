import { describe, expect, it } from 'vitest'
import { charDiff } from '../../../renderer/composables/char-diff.ts'

const marked = (left: string, right: string): [string, string] => {
  const [a, b] = charDiff(left, right)
  const show = (parts: readonly { text: string; differs: boolean }[]): string => parts.map((part) => (part.differs ? `[${part.text}]` : part.text)).join('')
  return [show(a), show(b)]
}

describe('what differs between the entry and the paper', () => {
  it('marks the house number as a whole, not single digits', () =>
    expect(marked('杭州市西湖区文三路259号', '杭州市西湖区文三路295号')).toEqual(['杭州市西湖区文三路[259]号', '杭州市西湖区文三路[295]号']))
  it('marks nothing where both agree', () => expect(marked('王建国', '王建国')).toEqual(['王建国', '王建国']))
  it('marks one character of a name, by code point', () => expect(marked('张𠮷祥', '张吉祥')).toEqual(['张[𠮷]祥', '张[吉]祥']))
  it('marks what one of them lacks', () => expect(marked('文三路号', '文三路 8 号')).toEqual(['文三路号', '文三路[ 8 ]号']))
  it('marks everything when nothing is shared', () => expect(marked('', '295')).toEqual(['', '[295]']))
})
