import { describe, expect, it } from 'vitest'
import { PAPER_CODES, PAPER_KINDS } from '../../../core/contract/paper-kinds.ts'
import { qrMatrix } from '../../../templates/layout/qr-path.ts'
import { type PageStamp, qrPayload } from '../../../templates/layout/stamp.ts'
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
  it('says paper, contract, page of pages, version and hash in at most 50 bytes', () => {
    expect(qrPayload(stamp, 2, 10)).toBe('JK|JK1101992026112600015|2/10|v1|1a2b3c4d')
    expect(qrPayload(stamp, 99, 99).length).toBeLessThanOrEqual(50)
    expect(qrMatrix(qrPayload(stamp, 99, 99)).size).toBeLessThanOrEqual(33)
  })

  it('is refused when it would not scan', () => {
    expect(() => qrPayload({ ...stamp, contractNo: `JK${'1'.repeat(40)}` }, 1, 1)).toThrow(RangeError)
    expect(() => qrPayload({ ...stamp, contractNo: '合同1' }, 1, 1)).toThrow(RangeError)
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
