import type { Application } from '../../core/intake/application.ts'
import type { Survey } from '../../core/investigation/survey.ts'
import { formatFen } from '../../core/kernel/fen.ts'
import { headedProse, heading, prose } from '../layout/clauses.ts'
import { MARITAL_WORDS, METHOD_WORDS } from '../layout/loan-words.ts'
import { framed, type PaperDefinition } from '../layout/page-frame.ts'
import { signatures } from '../layout/signatures.ts'
import { type SlipCase, type StaffMark, slipHead, staffText } from '../layout/slip-head.ts'
import type { PageStamp } from '../layout/stamp.ts'
import { facts, headedPairs } from '../layout/tables.ts'
import { orStruck, STRUCK, yesNo, zhDate } from '../layout/words.ts'
import { businessMeansRows, creditRows, listRows, personalRows, valuationRows } from './survey-findings.v1.ts'

/** Findings of the visit by two account managers, and what they propose (D701). */
export interface SurveySlip extends SlipCase {
  readonly surveyNo: string
  readonly loan: Pick<Application['loan'], 'amountFen' | 'tenorMonths' | 'repaymentMethod' | 'purposeText'>
  readonly maritalStatus: Application['borrower']['maritalStatus']
  readonly survey: Survey
  /** First-loan test: result and its basis in words (domain 1.2). */
  readonly firstLoan: { readonly holds: boolean; readonly basis: string }
  readonly opinion: string
  readonly manager: StaffMark
  readonly coManager: StaffMark
}

const CONSISTENCY = { CONSISTENT: '一致', MINOR: '有轻微差异', MAJOR: '有重大差异' } as const

/** 贷前调查报告. */
export function surveyReport(slip: SurveySlip, stamp: PageStamp): PaperDefinition {
  const { survey, loan } = slip
  const { visit, callback } = survey
  const { business, valuation } = survey
  const next = (() => {
    let index = 0
    return (title: string) => heading(`${'一二三四五六七八九十'[index++] ?? ''}、${title}`)
  })()
  const found = (title: string, rows: Parameters<typeof headedPairs>[1]) => headedPairs(next(title), rows)
  return framed('贷前调查报告', stamp, [
    ...slipHead('贷前调查报告', slip.surveyNo, slip, [
      ['申请金额', `￥${formatFen(loan.amountFen)}`],
      ['申请期限', `${loan.tenorMonths}个月`],
      ['还款方式', METHOD_WORDS[loan.repaymentMethod]],
      ['婚姻状况', MARITAL_WORDS[slip.maritalStatus]],
    ]),
    facts([['借款用途', loan.purposeText]], 84),
    found('实地调查', [
      ['调查日期', zhDate(visit.visitedOn)],
      ['调查地点', visit.place],
      ['会见人员', visit.personMet],
      ['现场照片', `${visit.photoCount} 张`],
      ['与申报一致性', CONSISTENCY[visit.consistency]],
      ['调查方式', '双人实地调查'],
    ]),
    prose(visit.findings),
    found('电话核实（回访）', [
      ['核实日期', zhDate(callback.calledOn)],
      ['拨打号码', callback.phone],
      ['是否接通', yesNo(callback.reached)],
      ['答复是否相符', yesNo(callback.answersMatch)],
    ]),
    prose(orStruck(callback.note)),
    found('信用报告', creditRows(survey)),
    prose(`首贷认定：${slip.firstLoan.holds ? '符合首贷条件' : '不符合首贷条件'}。依据：${slip.firstLoan.basis}。`),
    found('名单核查', listRows(survey)),
    found('收入与资产', personalRows(survey)),
    ...(business ? [found('经营情况', businessMeansRows(business))] : []),
    ...(valuation ? [found('押品估值', valuationRows(valuation))] : []),
    headedProse(next('调查结论'), slip.opinion || STRUCK),
    ...signatures(
      [
        { role: '主办客户经理', name: staffText(slip.manager), kind: 'STAFF', date: zhDate(slip.manager.on) },
        { role: '协办客户经理', name: staffText(slip.coManager), kind: 'STAFF', date: zhDate(slip.coManager.on) },
      ],
      [
        prose(
          '调查人员声明：本报告所述情况经两名客户经理共同核实，来源真实，不存在虚假记载、误导性陈述或者重大遗漏；调查人员与借款人无关联关系，不参与本笔贷款的审查和审批。',
        ),
      ],
    ),
  ])
}
