import fc from 'fast-check'
import QRCode from 'qrcode'
import { describe, expect, it } from 'vitest'
import { createCode } from '../../../templates/layout/qr-path.ts'

const stock = (payload: string) => QRCode.create(payload, { errorCorrectionLevel: 'M' })
const look = ({ version, maskPattern, modules }: QRCode.QRCode) => ({ version, maskPattern, modules: Buffer.from(modules.data).toString('hex') })

describe('the code of a page', () => {
  const run = fc.oneof(
    fc.stringMatching(/^[0-9]{1,20}$/),
    fc.stringMatching(/^[A-Z:/.-]{1,12}$/),
    fc.stringMatching(/^[a-z!'(),_;]{1,8}$/),
    fc.stringMatching(/^[贷款\u{20BB7}é]{1,3}$/u),
  )

  it('is the one the makers of the library draw, also for the second text of its shape', () => {
    fc.assert(
      fc.property(fc.array(run, { minLength: 1, maxLength: 6 }), fc.integer({ min: 0, max: 9 }), (runs, digit) => {
        const first = runs.join('')
        const second = first.replace(/[0-9]/g, String(digit)).replace(/[A-Z]/g, 'Q').replace(/[a-z]/g, 'q')
        for (const payload of [first, second, first]) expect(look(createCode(payload))).toEqual(look(stock(payload)))
      }),
    )
  })

  it('of two pages of one paper differs', () => {
    const page = (number: number) => look(createCode(`F1:JK:JK1101992026112600015:1:${number}/9:1A2B3C4D:0123456789AB`))
    expect(page(1)).not.toEqual(page(2))
    expect(page(2)).toEqual(look(stock('F1:JK:JK1101992026112600015:1:2/9:1A2B3C4D:0123456789AB')))
  })
})
