import type { Form } from '../../core/completeness/checklist.ts'
import type { DefectCode, Remedy } from '../../core/completeness/item-state.ts'

/** Defect, form and remedy as the customer reads them (domain 2.2). */
export const DEFECT_WORDS: Readonly<Record<DefectCode, string>> = {
  E01: '缺少该资料',
  E02: '证件或资料已过有效期',
  E03: '无出具日期，或出具过早、超过规定时限',
  E04: '姓名或号码与其他资料不一致',
  E05: '缺页',
  E06: '应签名处未签名',
  E07: '未盖章或者印章不符',
  E08: '未加盖骑缝章',
  E09: '涂改处未经确认',
  E10: '复印件未加注“与原件核对一致”',
  E11: '影像不清晰或者边缘缺失',
  E12: '金额或日期与其他资料不一致',
  E13: '签名疑似他人代签',
  E14: '印章与预留印鉴不符',
  E15: '条码或验证码核验未通过',
}
export const FORM_WORDS: Readonly<Record<Form, string>> = { O: '原件', V: '原件及复印件', C: '复印件', S: '到柜台签署' }
export const REMEDY_WORDS: Readonly<Record<Remedy, string>> = {
  BRING: '携带该资料到柜台提交',
  JUDGE: '等待本行审核',
  RENEW: '更换为有效期内的新资料',
  SIGN: '由应当签名或者盖章的一方补齐',
  ADD_PAGES: '补齐缺少的页',
  SHOW_ORIGINAL: '出示原件供核对',
  CORRECT: '更正后重新提交',
}
