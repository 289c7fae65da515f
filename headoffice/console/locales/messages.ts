import { errors as enErrors } from '../../../renderer/locales/en/errors.ts'
import { packFault as enPackFault } from '../../../renderer/locales/en/pack-fault.ts'
import { errors as zhErrors } from '../../../renderer/locales/zh-CN/errors.ts'
import { packFault as zhPackFault } from '../../../renderer/locales/zh-CN/pack-fault.ts'
import { counter as enCounter } from './counter-en.ts'
import { counter as zhCounter } from './counter-zh-cn.ts'
import { en } from './en.ts'
import { zhCN } from './zh-cn.ts'

/** The console speaks the refusals of the counter, its words for what a case says in codes, and its own. */
export const messages = {
  'zh-CN': { ...zhCN, errors: zhErrors, counter: zhCounter, packFault: zhPackFault },
  en: { ...en, errors: enErrors, counter: enCounter, packFault: enPackFault },
}
