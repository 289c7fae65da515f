import { expect, it } from 'vitest'
import { createI18n } from 'vue-i18n'
import { auditWords } from '../../../headoffice/console/audit-words.ts'
import { messages } from '../../../headoffice/console/locales/messages.ts'

const { t, te } = createI18n({ legacy: false, locale: 'zh-CN', messages }).global
const about = (act: string, subject: string, note = ''): string => auditWords({ t: (key) => t(key), te: (key) => te(key) }).about({ act, subject, note })

it('the audit log has words for what was decided, by what was searched, which pack, and for an act without effect', () => {
  expect(about('decision.confirm', 'BR0001 1111', 'APPROVED')).toBe('BR0001 1111 同意')
  expect(about('decision.propose', 'BR0001 1111', 'RETURNED')).toBe('BR0001 1111 退回')
  expect(about('case.search', 'ID')).toBe('证件号码')
  expect(about('pack.publish', 'RISK_LISTS 3')).toBe('风险名单 3')
  expect(about('user.roles', 'lin', 'NO_EFFECT')).toBe('lin （没有生效）')
  expect(about('user.roles', 'lin', 'OPERATOR CASE_OFFICER')).toBe('lin 运行岗 审批岗')
})

it('what people found out of a log stands as they wrote it, and a code of a later release for itself', () => {
  expect(about('log.propose', 'BR0001 3 abc', 'REJECTED 与 OPERATOR 无关')).toBe('BR0001 3 abc REJECTED 与 OPERATOR 无关')
  expect(about('pack.publish', 'NEW_KIND 3')).toBe('NEW_KIND 3')
})
