import { describe, expect, it } from 'vitest'
import { PAPER_CODES, PAPER_KINDS } from '../../../core/contract/paper-kinds.ts'
import { QR_SIZE, qrMatrix } from '../../../templates/layout/qr-path.ts'
import { type PageStamp, pageCodeOf } from '../../../templates/layout/stamp.ts'
import { ordinal, zhDate } from '../../../templates/layout/words.ts'

const stamp: PageStamp = {
  bank: '示例银行',
  code: 'JK',
  number: 'JK1101992026112600015',
  contractNo: 'JK1101992026112600015',
  contracted: true,
  version: 'v1',
  shortHash: '1a2b3c4d',
}

describe('the stamp of a page', () => {
  const printing = { version: 3, training: false, mac: () => '0123456789AB' }

  it('says paper, number, printing, page of pages, seal and MAC, on modules of at least 0.5 mm', () => {
    expect(pageCodeOf(stamp, printing, 2, 10)).toBe('F1:JK:JK1101992026112600015:3:2/10:1A2B3C4D:0123456789AB')
    expect(qrMatrix(pageCodeOf(stamp, { ...printing, version: 999 }, 999, 999)).size).toBe(29)
    expect(((QR_SIZE / (29 + 8)) * 25.4) / 72).toBeGreaterThan(0.5)
  })

  it('is refused when it would not scan', () => {
    expect(() => pageCodeOf({ ...stamp, number: `JK${'1'.repeat(40)}`, contractNo: '' }, printing, 1, 1)).toThrow(RangeError)
    expect(() => pageCodeOf({ ...stamp, number: '合同1', contractNo: '合同1' }, printing, 1, 1)).toThrow(RangeError)
  })

  it('gives every kind of paper a code of its own', () => {
    expect(new Set(PAPER_KINDS.map((kind) => PAPER_CODES[kind])).size).toBe(PAPER_KINDS.length)
  })
})

describe('words of a contract', () => {
  it('counts articles the Chinese way', () => {
    expect([1, 9, 10, 11, 19, 20, 21, 30, 99].map(ordinal)).toEqual(['一', '九', '十', '十一', '十九', '二十', '二十一', '三十', '九十九'])
  })

  it('writes a date without leading zeros', () => {
    expect(zhDate('2026-01-05')).toBe('2026年1月5日')
  })
})
