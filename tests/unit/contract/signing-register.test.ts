import { describe, expect, it } from 'vitest'
import { checkRegister, SigningRegister } from '../../../core/contract/signing-register.ts'

const register = SigningRegister.parse({
  place: '本网点 2 号柜台',
  time: '09:42',
  copies: 3,
  faceToFace: true,
  signers: [
    { duty: 'BORROWER', name: '测试甲', idChecked: true },
    { duty: 'SPOUSE', name: '测试乙', idChecked: true },
  ],
})
const contract = { parties: ['测试甲', '测试乙'], copies: 3 }
const reasonOf = (over: Partial<SigningRegister>, against = contract) => {
  const checked = checkRegister({ ...register, ...over }, against)
  return checked.ok ? 'kept' : checked.error.details.reason
}

describe('the signing register', () => {
  it('proves a signing of everybody, face to face, each identity checked, in all copies', () => {
    expect(reasonOf({})).toBe('kept')
    expect(reasonOf({ faceToFace: false })).toBe('NOT_FACE_TO_FACE')
    expect(reasonOf({ copies: 2 })).toBe('COPIES_TOO_FEW')
    expect(reasonOf({ signers: register.signers.slice(0, 1) })).toBe('SIGNER_MISSING')
    expect(reasonOf({ signers: register.signers.map((signer) => ({ ...signer, idChecked: signer.duty === 'BORROWER' })) })).toBe('SIGNER_NOT_CHECKED')
  })
  it('has a time of day', () => {
    for (const time of ['24:00', '9:42', '']) expect(SigningRegister.safeParse({ ...register, time }).success).toBe(false)
  })
})
