import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maskedLine } from '../../../core/batch/masked-line.ts'

const record = {
  type: 'case.sealed',
  schema: 1,
  rev: 2,
  body: {
    applicationNo: 'SQ110199202611230001',
    amountFen: '1e9',
    tenorMonths: 36,
    firstLoan: { declared: true, basis: '测试甲在本行无贷款记录' },
    applicant: { name: '测试甲', idType: 'RESIDENT', idNumber: '11010519491231002X' },
  },
}

describe('a quarantined record, masked', () => {
  it('shows which case it is and the value that is wrong, and nothing of the customer', () => {
    expect(JSON.parse(maskedLine(record, JSON.stringify(record)))).toEqual({
      ...record,
      body: {
        ...record.body,
        firstLoan: { declared: true, basis: '••••••••' },
        applicant: { name: '•••', idType: '••••••••', idNumber: '••••••••' },
      },
    })
  })

  it('shows no identity or mobile number in a field that is otherwise shown, nor anything but a code', () => {
    const body = { productCode: '11010519491231002X', state: '13800138000', contractNo: '张三', level: '110105194912310', 张三: 1, '11010519491231002X': 2 }
    expect(JSON.parse(maskedLine({ body }, ''))).toEqual({
      body: { productCode: '••••••••', state: '••••••••', contractNo: '••', level: '••••••••', '••': '•', '••••••••': '•' },
    })
  })

  it('of a line that is no JSON shows keys and signs', () => {
    expect(maskedLine(undefined, '{"name": "张三\\"丰", "张三":1,"rev":1,"rev":2, "idNumber":"11010519491231002X"')).toBe(
      '{"name": "••\\"•", "••":•,"rev":•,"rev":•, "idNumber":"••••••••••••••••••"',
    )
  })

  it('of a thing nested beyond reason shows its signs', () => {
    const deep = `${'['.repeat(50)}"张三"${']'.repeat(50)}`
    expect(maskedLine(JSON.parse(deep), deep)).toBe(deep.replace('张三', '••'))
  })

  it('never shows a name or a number of the customer, wherever they stand, broken or whole', () => {
    const secret = fc.constantFrom('测试甲', '欧阳·买买提', '11010519491231002X', '13800138000', '北京市朝阳区望京路295号')
    const key = fc.constantFrom('applicant', 'name', 'basis', 'productCode', 'state', 'contractNo', 'amountFen', 'note')
    fc.assert(
      fc.property(fc.array(fc.tuple(key, secret), { minLength: 1, maxLength: 6 }), fc.nat(400), fc.boolean(), (fields, cut, keyed) => {
        const value = { type: 'case.sealed', body: Object.fromEntries(fields.map(([name, text]) => (keyed ? [text, { [name]: text }] : [name, text]))) }
        const whole = JSON.stringify(value)
        for (const shown of [maskedLine(value, whole), maskedLine(undefined, whole), maskedLine(undefined, whole.slice(0, cut))]) {
          for (const [, text] of fields) expect(shown).not.toContain(text)
        }
      }),
      { numRuns: process.env.TEST_FULL ? 5000 : 500 },
    )
  })
})
