import type { Characteristic, NumberCharacteristic } from '../../core/product/scorecard.ts'
import { RATIO_WITHOUT_BASE } from '../../core/scoring/debt-ratio.ts'
import { MARITAL_WORDS } from './loan-words.ts'

const SECURITY: Readonly<Record<string, string>> = {
  MORTGAGE_RE: '不动产抵押',
  PLEDGE: '质押',
  GOVERNMENT_GUARANTEE: '政府性融资担保',
  GUARANTOR: '保证',
  CREDIT: '信用',
}

/** The words of the cards' lists, by characteristic: the same code may mean another thing elsewhere (domain 6.2, 6.3). */
const WORDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  RESIDENCE: { OWN: '自有（无按揭）', MORTGAGED: '自有（按揭中）', FAMILY: '与亲属同住', RENT_LONG: '租住满二年', RENT_SHORT: '租住不满二年' },
  MARITAL: MARITAL_WORDS,
  PREMISES: { OWN: '自有', LEASE_LONG: '租期剩余二年以上', LEASE_SHORT: '租期剩余不足二年', NONE: '无固定场所' },
  TAX_GRADE: { A: 'A 级', B: 'B 级', M: 'M 级', C: 'C 级', D: 'D 级', NONE: '无评级' },
  UTILITIES: { NORMAL: '正常', MINOR: '轻微迟缴', ARREARS: '有欠缴' },
  OWNER_CREDIT: { CLEAN: '良好', NONE: '无信贷记录', MINOR_LATE: '有轻微逾期' },
  SECURITY,
  VISIT: { CONSISTENT: '与申报一致', MINOR: '有轻微出入', MAJOR: '有重大出入' },
}

const hundredths = (value: number): string => `${value < 0 ? '-' : ''}${Math.floor(Math.abs(value) / 100)}.${String(Math.abs(value) % 100).padStart(2, '0')}`

const UNITS: Readonly<Record<NumberCharacteristic['unit'], (value: number) => string>> = {
  YEARS: (value) => `${value} 周岁`,
  MONTHS: (value) => `${value} 个月`,
  PERCENT: (value) => `${value}%`,
  BASIS_POINTS: (value) => `${hundredths(value)}%`,
  HUNDREDTHS: (value) => `${hundredths(value)} 倍`,
  COUNT: (value) => `${value} 次`,
}

/**
 * A scored fact as the score sheet prints it; a ratio that has no base says so. A word the list lacks stands as it is.
 * @example scoreFactWords(dti, 4497) // '44.97%'
 */
export function scoreFactWords(characteristic: Characteristic, fact: number | string): string {
  if (characteristic.kind === 'WORD') return WORDS[characteristic.code]?.[String(fact)] ?? String(fact)
  const value = Number(fact)
  return Math.abs(value) >= RATIO_WITHOUT_BASE ? '无可比基数' : UNITS[characteristic.unit](value)
}
