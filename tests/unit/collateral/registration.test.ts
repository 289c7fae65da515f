import { describe, expect, it } from 'vitest'
import {
  confirmProof,
  enterProof,
  NEW_REGISTRATION,
  nextRegistrationStates,
  type ProofExpectation,
  progressRegistration,
  REGISTRATION_STATES,
  type Registration,
  type RegistrationProof,
  type RegistrationState,
  usualNextRegistrationState,
} from '../../../core/collateral/registration.ts'
import { dateOnly } from '../../../core/kernel/calendar.ts'
import { fen } from '../../../core/kernel/fen.ts'
import type { StaffId } from '../../../core/kernel/ids.ts'
import { expectOk } from '../../../core/kernel/result.ts'

const today = dateOnly('2026-11-23')
const first = 'archivist-1' as StaffId
const second = 'archivist-2' as StaffId
const expected: ProofExpectation = {
  today,
  principalFen: fen(50_000_000),
  mortgagee: '测试银行（测试支行）',
  normaliseNumber: (text) => (/^\S+不动产证明第\d{7}号$/.test(text.replace(/\s/g, '')) ? text.replace(/\s/g, '') : null),
}
const proof: RegistrationProof = {
  proofNo: '京（2024）测试区不动产证明第0000001号',
  issuedOn: today,
  mortgagee: '测试银行(测试支行)',
  securedFen: fen(50_000_000),
  enteredBy: first,
}
const at = (state: RegistrationState): Registration => ({ ...NEW_REGISTRATION, state })
const code = (result: { ok: true } | { ok: false; error: { code: string } }) => (result.ok ? 'ok' : result.error.code)
const entered = expectOk(enterProof(at('DONE'), proof, expected))

describe('the steps of a registration', () => {
  it('are offered as the registry usually goes on, and only a step that is open', () => {
    for (const state of REGISTRATION_STATES) {
      const usual = usualNextRegistrationState(state)
      if (usual !== null) expect(nextRegistrationStates(state)).toContain(usual)
    }
    expect(usualNextRegistrationState('PENDING')).toBe('DONE')
    expect(usualNextRegistrationState('DONE')).toBeNull()
  })
  it('lead from the application over missing material and fees to done', () => {
    const path: RegistrationState[] = ['SUBMITTED', 'PENDING', 'NEED_MORE_MATERIAL', 'SUBMITTED', 'PENDING', 'PAY_PENDING', 'DONE']
    const end = path.reduce((registration, to) => expectOk(progressRegistration(registration, to, today)), NEW_REGISTRATION)
    expect(end).toMatchObject({ state: 'DONE', submittedOn: '2026-11-23' })
  })
  it('never let a clerk reach EFFECTIVE before a second person has confirmed a proof', () => {
    const reached = new Set<RegistrationState>(['DRAFT'])
    for (let size = 0; size < reached.size; size = reached.size) for (const state of reached) for (const to of nextRegistrationStates(state)) reached.add(to)
    expect(reached.has('EFFECTIVE')).toBe(false)
    expect(reached.has('DONE')).toBe(true)
  })
  it('refuse every step the table does not name, naming both states', () => {
    for (const from of REGISTRATION_STATES)
      for (const to of REGISTRATION_STATES)
        if (!nextRegistrationStates(from).includes(to))
          expect(progressRegistration(at(from), to, today)).toMatchObject({ error: { code: 'REGISTRATION_STEP_NOT_ALLOWED', details: { from, to } } })
  })
  it('begin anew after a rejection', () => expect(expectOk(progressRegistration(at('REJECTED'), 'DRAFT', today))).toEqual(NEW_REGISTRATION))
})

describe('the proof of registration', () => {
  it('is accepted at DONE, whatever the width of the brackets in the mortgagee', () => expect(entered.proof?.proofNo).toBe(proof.proofNo))
  it.each<[string, Partial<RegistrationProof>, string]>([
    ['a title number instead of a proof number', { proofNo: '京（2024）测试区不动产权第0000001号' }, 'PROOF_NUMBER_INVALID'],
    ['a date in the future', { issuedOn: dateOnly('2026-11-24') }, 'PROOF_DATE_FUTURE'],
    ['a secured amount one fen below the principal', { securedFen: fen(49_999_999) }, 'SECURED_BELOW_PRINCIPAL'],
    ['another bank as mortgagee', { mortgagee: '另一银行' }, 'MORTGAGEE_DIFFERS'],
  ])('is refused with %s', (_, change, refusal) => expect(code(enterProof(at('DONE'), { ...proof, ...change }, expected))).toBe(refusal))
  it('is refused before the registry is done', () => expect(code(enterProof(at('PENDING'), proof, expected))).toBe('REGISTRATION_STEP_NOT_ALLOWED'))
})

describe('the second person', () => {
  it('makes it EFFECTIVE by reading the same number', () => {
    expect(expectOk(confirmProof(entered, { by: second, proofNo: '京（2024）测试区 不动产证明第0000001号' }, expected))).toMatchObject({
      state: 'EFFECTIVE',
      confirmedBy: second,
      effectiveOn: today,
    })
  })
  it('may not be the one who entered it', () =>
    expect(code(confirmProof(entered, { by: first, proofNo: proof.proofNo }, expected))).toBe('DIFFERENT_PERSON_NEEDED'))
  it('is refused when the number read differs', () =>
    expect(code(confirmProof(entered, { by: second, proofNo: '京（2024）测试区不动产证明第0000002号' }, expected))).toBe('PROOF_NUMBER_DIFFERS'))
  it('has nothing to confirm before a proof was entered', () =>
    expect(code(confirmProof(at('DONE'), { by: second, proofNo: proof.proofNo }, expected))).toBe('MAKER_MISSING'))
  it('cannot confirm when the principal has meanwhile risen above what is secured', () => {
    expect(code(confirmProof(entered, { by: second, proofNo: proof.proofNo }, { ...expected, principalFen: fen(50_000_001) }))).toBe('SECURED_BELOW_PRINCIPAL')
  })
  it('cannot confirm twice', () => {
    const effective = expectOk(confirmProof(entered, { by: second, proofNo: proof.proofNo }, expected))
    expect(code(confirmProof(effective, { by: second, proofNo: proof.proofNo }, expected))).toBe('REGISTRATION_STEP_NOT_ALLOWED')
  })
})
