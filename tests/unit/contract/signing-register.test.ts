import { describe, expect, it } from 'vitest'
import { checkRegister, contractSigners, MOST_MEDIA, type SigningMedium, SigningRegister, withMedium } from '../../../core/contract/signing-register.ts'
import { maskIdNumber } from '../../../core/kernel/masking.ts'
import { guaranteeCompany, guarantor } from '../../fixtures/paper/securities.ts'
import { enterpriseTerms, mortgageTerms, soleTraderTerms } from '../../fixtures/paper/terms.ts'

const register = SigningRegister.parse({
  place: '本网点 2 号柜台',
  time: '09:42',
  copies: 3,
  faceToFace: true,
  witness: 'W1',
  media: [{ name: '面签.mp4', sha256: 'a'.repeat(64), bytes: 1 }],
  signers: [
    { duty: 'BORROWER', name: '测试甲', idNumber: maskIdNumber('110199199003070017'), idChecked: true },
    { duty: 'SPOUSE', name: '测试乙', idNumber: maskIdNumber('110199199206120021'), idChecked: true },
  ],
})
const parties = [
  { name: '测试甲', idNumber: '110199199003070017' },
  { name: '测试乙', idNumber: '110199199206120021' },
]
const witnesses = ['W1', 'W2']
const contract = { parties, copies: 3, witnesses }
const reasonOf = (over: Partial<SigningRegister>, against = contract) => {
  const checked = checkRegister({ ...register, ...over }, against)
  return checked.ok ? 'kept' : checked.error.details.reason
}

describe('the signing register', () => {
  it('proves a signing of everybody, face to face, each identity checked, in all copies', () => {
    expect(reasonOf({})).toBe('kept')
    expect(reasonOf({ faceToFace: false })).toBe('NOT_FACE_TO_FACE')
    for (const witness of ['', 'the registrar']) expect(reasonOf({ witness })).toBe('WITNESS_MISSING')
    expect(reasonOf({ copies: 2 })).toBe('COPIES_TOO_FEW')
    expect(reasonOf({ signers: register.signers.slice(0, 1) })).toBe('SIGNER_MISSING')
    expect(reasonOf({ signers: register.signers.map((signer) => ({ ...signer, idChecked: signer.duty === 'BORROWER' })) })).toBe('SIGNER_NOT_CHECKED')
  })
  it('takes a recording by its hash and size alone, and never an empty one', () => {
    const medium = register.media[0] ?? expect.fail()
    const taken = (one: object) => SigningRegister.safeParse({ ...register, media: [one] }).success
    expect([medium, { ...medium, bytes: 0 }, { ...medium, sha256: 'A'.repeat(64) }, { ...medium, path: 'D:/面签.mp4' }].map(taken)).toEqual([
      true,
      false,
      false,
      false,
    ])
  })
  it('names each recording once, and ten at the most', () => {
    const nth = (n: number): SigningMedium => ({ name: `面签${n}.mp4`, sha256: n.toString(16).padStart(64, '0'), bytes: 1 })
    const picked = [0, 1, 0, ...Array.from({ length: MOST_MEDIA }, (_, n) => n)].map(nth)
    const listed = picked.reduce<readonly SigningMedium[]>(withMedium, [])
    expect(listed.map(({ name }) => name)).toEqual(Array.from({ length: MOST_MEDIA }, (_, n) => nth(n).name))
    expect(withMedium(listed, nth(MOST_MEDIA))).toEqual(listed)
    expect([listed, [...listed, nth(MOST_MEDIA)]].map((media) => SigningRegister.safeParse({ ...register, media }).success)).toEqual([true, false])
  })
  it('asks for everybody who signs: guarantors and their spouses, and who acts for a company; a spouse who is co-owner once', () => {
    const terms = soleTraderTerms({ guarantors: [guarantor], guarantorCompanies: [guaranteeCompany] })
    const said = contractSigners(terms).map(({ duty, party }) => `${duty} ${party.name}`)
    expect(said).toEqual(['BORROWER 试𬱖𬭸', 'GUARANTOR 买买提·测试𫖮', 'SPOUSE 古丽·示例', 'LEGAL_REPRESENTATIVE 法人戊'])
    expect(contractSigners(mortgageTerms()).map(({ duty }) => duty)).toEqual(['BORROWER', 'SPOUSE'])
    expect(reasonOf({}, { parties: contractSigners(terms).map(({ party }) => party), copies: 3, witnesses })).toBe('SIGNER_MISSING')
  })
  it('asks for who acts for the company that owns the collateral: he signs the mortgage', () => {
    const said = contractSigners(mortgageTerms({ collateralCompany: guaranteeCompany })).map(({ duty, party }) => `${duty} ${party.name}`)
    expect(said).toContain('LEGAL_REPRESENTATIVE 法人戊')
  })
  it('tells two people of one name apart by their numbers: each signs for himself', () => {
    const namesakes = [parties[0], { name: '测试甲', idNumber: '110199196505050039' }].flatMap((one) => (one ? [one] : []))
    const signed = namesakes.map(({ name, idNumber }) => ({ duty: 'BORROWER' as const, name, idNumber: maskIdNumber(idNumber), idChecked: true }))
    expect(reasonOf({ signers: signed }, { parties: namesakes, copies: 3, witnesses })).toBe('kept')
    const [first] = signed
    if (!first) return expect.fail()
    expect(reasonOf({ signers: [first] }, { parties: namesakes, copies: 3, witnesses })).toBe('SIGNER_MISSING')
    expect(reasonOf({ signers: [first, first] }, { parties: namesakes, copies: 3, witnesses })).toBe('SIGNER_MISSING')
  })
  it('asks for who acts for another company that owns what is given, once though he is the borrower too', () => {
    const owned = soleTraderTerms({ collateralCompany: guaranteeCompany })
    expect(contractSigners(owned).map(({ duty, party }) => `${duty} ${party.name}`)).toEqual(['BORROWER 试𬱖𬭸', 'LEGAL_REPRESENTATIVE 法人戊'])
    const own = soleTraderTerms({ collateralCompany: { ...guaranteeCompany, legalRepresentative: owned.borrower } })
    expect(contractSigners(own).map(({ duty }) => duty)).toEqual(['BORROWER'])
    expect(contractSigners(enterpriseTerms()).map(({ duty }) => duty)).toEqual(['BORROWER'])
  })
  it('has a time of day', () => {
    for (const time of ['24:00', '9:42', '']) expect(SigningRegister.safeParse({ ...register, time }).success).toBe(false)
  })
})
