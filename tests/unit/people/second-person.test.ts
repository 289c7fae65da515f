import { describe, expect, it } from 'vitest'
import { allHands, type Hand, secondPerson } from '../../../core/people/second-person.ts'

const NOW = '2026-11-27T08:00:00.000Z'
const person = (userId: string, ...hands: Hand[]) => ({ userId, hands })
const by = (who: string, at: string | null): Hand => ({ by: who, at })
const said = (first: ReturnType<typeof person>, second: ReturnType<typeof person>): string => {
  const result = secondPerson(first, second, NOW)
  return result.ok ? 'two persons' : `${result.error.code} ${Object.values(result.error.details).join(' ')}`.trim()
}

describe('a second pair of eyes at head office', () => {
  it('is another person', () => {
    expect(said(person('lin'), person('zhao'))).toBe('two persons')
    expect(said(person('lin'), person('lin'))).toBe('DIFFERENT_PERSON_NEEDED')
  })

  it('is nobody whose account the other made or changed, however long ago, whoever of the two goes first', () => {
    const long = by('lin', '2020-01-01T00:00:00.000Z')
    expect(said(person('lin'), person('zhao', long))).toBe('ACCOUNT_FROM_THE_OTHER lin zhao')
    expect(said(person('zhao', long), person('lin'))).toBe('ACCOUNT_FROM_THE_OTHER lin zhao')
    expect(said(person('zhao', by('boss', NOW), long), person('lin', by('admin', NOW)))).toBe('ACCOUNT_FROM_THE_OTHER lin zhao')
    expect(said(person('zhao', by('lin', null)), person('lin')), 'while head office was set up, too').toBe('ACCOUNT_FROM_THE_OTHER lin zhao')
  })

  it('is not one of two accounts that one administrator made or changed less than a day ago', () => {
    const [fresh, day] = [by('admin', '2026-11-26T10:30:00.000Z'), by('admin', '2026-11-26T08:00:00.000Z')]
    expect(said(person('lin', fresh), person('zhao', by('admin', NOW)))).toBe('ACCOUNTS_FROM_ONE_HAND admin 3')
    expect(said(person('lin', by('boss', day.at), fresh), person('zhao', fresh))).toBe('ACCOUNTS_FROM_ONE_HAND admin 3')
    expect(said(person('lin', day), person('zhao', by('admin', NOW))), 'one of them was there before').toBe('two persons')
    expect(said(person('lin', fresh), person('zhao', by('boss', NOW))), 'two administrators').toBe('two persons')
    expect(said(person('lin', by('admin', null)), person('zhao', by('admin', NOW))), 'one is from the set-up').toBe('two persons')
    expect(said(person('lin', by('admin', null)), person('zhao', by('admin', null)))).toBe('two persons')
  })
})

describe('the hands an account is in', () => {
  const accounts = new Map([
    ['admin', []],
    ['boss', [by('admin', null)]],
    ['lin', [by('boss', NOW), by('boss', '2026-11-20T00:00:00.000Z')]],
    ['zhao', [by('boss', '2026-11-20T00:00:00.000Z'), by('root', NOW)]],
    ['root', [by('lost', null)]],
  ])
  it('are those who made it, and who made them: whoever makes an administrator has what that one makes', () => {
    expect(allHands('admin', accounts)).toEqual([])
    expect(allHands('boss', accounts)).toEqual([by('admin', null)])
    expect(allHands('lin', accounts), 'the newest counts').toEqual([by('boss', NOW), by('admin', NOW)])
    expect(allHands('zhao', accounts)).toEqual([
      by('boss', '2026-11-20T00:00:00.000Z'),
      by('admin', '2026-11-20T00:00:00.000Z'),
      by('root', NOW),
      by('lost', NOW),
    ])
  })
  it('end, though two administrators changed each other', () => {
    const circle = new Map([
      ['one', [by('two', NOW)]],
      ['two', [by('one', null)]],
      ['lin', [by('one', null)]],
    ])
    expect(allHands('one', circle)).toEqual([by('two', NOW)])
    expect(allHands('lin', circle)).toEqual([by('one', null), by('two', null)])
  })
})
