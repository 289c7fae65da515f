import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { splitPaste } from '../../../core/intake/paste-split.ts'
import { today } from '../../fixtures/applications.ts'

const ALL = { name: '测试𬱖', idNumber: '110199199003070017', phone: '13800138000' }

describe('a pasted line', () => {
  it.each([
    ['blanks', '测试𬱖 110199199003070017 13800138000'],
    ['tabs in any order', '13800138000\t测试𬱖\t110199199003070017'],
    ['labels and full-width figures', '姓名：测试𬱖；身份证号：１１０１９９１９９００３０７００１７；手机：+86 138 0013 8000'],
    ['nothing between them', '测试𬱖11019919900307001713800138000'],
    ['lines', '姓名: 测试𬱖\r\n证件号码: 110199199003070017\r\n电话: 138-0013-8000'],
  ])('is split at %s', (_how, text) => {
    expect(splitPaste(text, today)).toEqual({ ...ALL, dates: [], rest: '' })
  })

  it('takes a minority name with its separator, company code and dates', () => {
    expect(splitPaste('买买提•测试, 92330199MA2ABCD3XF, 20261123, 2030.01.05', today)).toEqual({
      name: '买买提·测试',
      uscc: '92330199MA2ABCD3XF',
      dates: ['2026-11-23', '2030-01-05'],
      rest: '',
    })
  })

  it('leaves what no field takes, a number that fails its check above all', () => {
    expect(splitPaste('测试甲 110199199003070011 北京市测试区示范路 1 号院 2 号楼', today)).toMatchObject({
      name: '测试甲',
      rest: '110199199003070011 北京市测试区示范路 1 号院 2 号楼',
    })
    expect(splitPaste('13800138000 13900139000', today)).toMatchObject({ phone: '13800138000', rest: '13900139000' })
  })

  it('never loses a character that is no separator or label, whatever was pasted', () => {
    const word = fc.constantFrom(
      '测试甲',
      '110199199003070017',
      '13800138000',
      '北京市测试区示范路1号',
      '9',
      'abc',
      '😀',
      '2026-11-23',
      '\u202e',
      '92330199MA2ABCD3XF',
    )
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), (words) => {
        const { dates, rest, ...fields } = splitPaste(words.join('\n'), today)
        const back = [...Object.values(fields), ...dates, ...(rest === '' ? [] : rest.split(' '))].toSorted()
        expect(back).toEqual(words.toSorted())
      }),
    )
  })

  it('stays quick and whole on ten thousand characters', () => {
    expect(splitPaste('字'.repeat(10_000), today).rest).toHaveLength(10_000)
    expect(splitPaste('', today)).toEqual({ dates: [], rest: '' })
  })
})
