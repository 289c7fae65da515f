import { describe, expect, it } from 'vitest'
import { splitPaste } from '../../../core/intake/split-paste.ts'
import { dateOnly } from '../../../core/kernel/calendar.ts'

const today = dateOnly('2026-11-23')
const partsOf = (text: string) => Object.fromEntries(splitPaste(text, today).map(({ part, text: value }) => [part, value]))

describe('a pasted line about a customer', () => {
  it('is taken apart whatever the order and the marks between', () => {
    const whole = { name: '王建国', phone: '13800138000', idNumber: '110199199003070017' }
    expect(partsOf('王建国 13800138000 110199199003070017')).toEqual(whole)
    expect(partsOf('１１０１９９１９９００３０７００１７，王建国；13800138000')).toEqual(whole)
  })
  it('keeps a long name of another people as a name, and a street as an address', () => {
    expect(partsOf('阿卜杜热合曼·图尔荪 13800138000').phone).toBe('13800138000')
    expect(partsOf('王建国 北京市测试区示范路100号2单元').address).toBe('北京市测试区示范路100号2单元')
  })
  it('takes no number whose check digit is wrong', () => {
    expect(partsOf('王建国 110199199003070018 13800138000')).toEqual({ name: '王建国', phone: '13800138000' })
  })
  it('stays plain text when there is only one thing in it', () => {
    expect(splitPaste('王建国', today)).toEqual([])
    expect(splitPaste('购买原材料，周转', today)).toEqual([])
  })
})
