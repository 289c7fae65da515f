import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeRecoveryCode, parseRecoveryCode } from '../../../electron/services/recovery-code.ts'

const seeded = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => makeRecoveryCode(() => bytes))

describe('the printed recovery code', () => {
  it('is eight groups of five characters that cannot be mistaken for each other', () => {
    expect(makeRecoveryCode().code).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){7}[0-9A-HJKMNP-TV-Z]{5}$/)
  })

  it('is read in any case, with spaces or none, O for 0 and l for 1, full-width too', () => {
    const { secret } = makeRecoveryCode((bytes) => new Uint8Array(bytes).fill(1))
    for (const typed of [secret.toLowerCase(), secret.replaceAll('1', 'l'), secret.replaceAll('1', '１'), ` ${secret.slice(0, 7)} ${secret.slice(7)}\n`]) {
      expect(parseRecoveryCode(typed)).toEqual({ ok: true, value: secret })
    }
    const zeros = makeRecoveryCode((bytes) => new Uint8Array(bytes)).secret
    expect(parseRecoveryCode(zeros.replaceAll('0', 'o'))).toEqual({ ok: true, value: zeros })
  })

  it('names the group of any one wrong character', () => {
    fc.assert(
      fc.property(seeded, fc.integer({ min: 0, max: 39 }), fc.constantFrom(...'0123456789ABCDEFGHJKMNPQRSTVWXYZ', '!', '中'), ({ secret }, place, wrong) => {
        fc.pre(secret[place] !== wrong)
        const result = parseRecoveryCode(secret.slice(0, place) + wrong + secret.slice(place + 1))
        expect(result).toEqual({ ok: false, error: { code: 'RECOVERY_CODE_TYPO', details: { groups: [String(Math.floor(place / 5) + 1)] } } })
      }),
    )
  })

  it('notices two neighbouring characters or two groups changed about', () => {
    fc.assert(
      fc.property(seeded, fc.integer({ min: 0, max: 38 }), ({ secret }, place) => {
        fc.pre(secret[place] !== secret[place + 1])
        const swapped = secret.slice(0, place) + secret[place + 1] + secret[place] + secret.slice(place + 2)
        expect(parseRecoveryCode(swapped).ok).toBe(false)
        expect(parseRecoveryCode(secret.slice(5, 10) + secret.slice(0, 5) + secret.slice(10)).ok).toBe(false)
      }),
    )
  })

  it('says how many characters there are when some are missing', () => {
    const { code } = makeRecoveryCode()
    expect(parseRecoveryCode(code.slice(0, -1))).toEqual({ ok: false, error: { code: 'RECOVERY_CODE_LENGTH', details: { characters: 39, expected: 40 } } })
    expect(parseRecoveryCode('').ok).toBe(false)
  })
})
