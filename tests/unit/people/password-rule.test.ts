import { describe, expect, it } from 'vitest'
import { checkNewPassword, normalisePassword } from '../../../core/people/password-rule.ts'

const who = { staffNo: 'T0101', staffName: '王丽' }
const problemsOf = (password: string, current?: string) => {
  const result = checkNewPassword(password, current === undefined ? who : { ...who, current })
  return result.ok ? [] : result.error.details.problems
}

describe('a new password', () => {
  it.each(['Counter-2026', 'abcdefgh1!', '贷款柜台Counter2026', 'correct Horse 9'])('accepts %s', (password) => {
    expect(problemsOf(password)).toEqual([])
  })

  it.each([
    ['Counter-1', ['TOO_SHORT']],
    ['countercounter', ['TOO_FEW_CLASSES']],
    ['counter2026', ['TOO_FEW_CLASSES']],
    ['Aa1Aa1Aa1Aa1', ['TOO_FEW_CHARACTERS']],
    ['xx-t0101-Yz', ['CONTAINS_STAFF_NO']],
    ['王丽Counter2026', ['CONTAINS_NAME']],
    ['', ['TOO_SHORT', 'TOO_FEW_CLASSES', 'TOO_FEW_CHARACTERS']],
  ])('refuses %s and says everything that is wrong with it', (password, problems) => {
    expect(problemsOf(password)).toEqual(problems)
  })

  it('counts characters, not UTF-16 units, so five rare characters are not ten', () => {
    expect(problemsOf('𬱖𠮷𠀀Aa1bc')).toContain('TOO_SHORT')
  })

  it('refuses the password it replaces, also when typed full-width', () => {
    expect(problemsOf('Ｃounter-2026', 'Counter-2026')).toEqual(['SAME_AS_BEFORE'])
  })

  it('refuses one of the last five', () => {
    expect(checkNewPassword('Counter-2026', { staffNo: 'T0101', staffName: '王丽', usedBefore: true })).toMatchObject({
      error: { details: { problems: ['USED_BEFORE'] } },
    })
  })

  it('takes full-width letters for the plain ones', () => {
    expect(normalisePassword('Ａｂ１')).toBe('Ab1')
  })
})
