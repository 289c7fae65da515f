import { describe, expect, it } from 'vitest'
import { codePointName, findBadCharacter, maskAddress, normaliseText, toHalfWidth } from '../../../core/kernel/han-text.ts'

describe('text for paper', () => {
  it('makes full-width letters, digits and blanks plain and leaves Han characters', () => expect(toHalfWidth('Ａ１　号，℃')).toBe('A1 号,℃'))
  it('makes a tab a space and every line end one LF', () => expect(normaliseText('同\t意\r\n但\r须')).toBe('同 意\n但\n须'))
  it('unifies radicals but keeps what only looks compatible', () => expect(normaliseText('⽤②㎡')).toBe('用②㎡'))
  it('names a code point beyond the basic plane', () => expect(codePointName('𬱖')).toBe('U+2CC56'))

  it.each([
    ['甲\uE626', { kind: 'PRIVATE_USE', codePoint: 'U+E626', at: 2 }],
    ['甲𬱖\uD800', { kind: 'SURROGATE', codePoint: 'U+D800', at: 3 }],
    ['\u0007甲', { kind: 'CONTROL', codePoint: 'U+0007', at: 1 }],
    ['甲\u202E乙', { kind: 'CONTROL', codePoint: 'U+202E', at: 2 }],
    ['甲\uFFFF', { kind: 'UNASSIGNED', codePoint: 'U+FFFF', at: 2 }],
  ])('finds the character that no paper can carry (%#)', (text, found) => expect(findBadCharacter(text)).toEqual(found))
  it('lets lines, tabs, symbols and rare characters pass', () => expect(findBadCharacter('第1行\n\t䶮𰻞 ㎡ é ①')).toBeNull())
})

describe('a covered address', () => {
  it.each([
    ['福建省厦门市思明区湖滨路1号', '福建省厦门市思明区***'],
    ['北京市测试区某路1号', '北京市测试区***'],
    ['内蒙古自治区呼伦贝尔市测试旗甲村3组', '内蒙古自治区呼伦贝尔市测试旗***'],
    ['云南省大理白族自治州测试县乙镇', '云南省大理白族自治州测试县***'],
    ['江苏省苏州市测试市丙路2号', '江苏省苏州市测试市***'],
    ['广东省东莞市幸福小区3栋', '广东省东莞市***'],
    ['广东省东莞市人民路区府楼', '广东省东莞市***'],
    ['幸福小区3栋501', '***'],
    ['人民路市场8号', '***'],
    ['12 Test Road', '***'],
    ['', '***'],
  ])('shows %s as %s', (address, masked) => expect(maskAddress(address)).toBe(masked))
})
