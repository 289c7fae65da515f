import { type Fen, formatFen } from '../../core/kernel/fen.ts'
import type { ReasonCode } from '../../core/product/reason-codes.ts'
import type { Grade } from '../../core/product/vocabulary.ts'
import { heading, prose } from '../layout/clauses.ts'
import { framed, type PaperDefinition } from '../layout/page-frame.ts'
import { REASON_WORDS } from '../layout/reason-words.ts'
import { signatures } from '../layout/signatures.ts'
import { type SlipCase, type StaffMark, slipHead, staffText } from '../layout/slip-head.ts'
import type { PageStamp } from '../layout/stamp.ts'
import { factPairs, listTable } from '../layout/tables.ts'
import { STRUCK, zhDate } from '../layout/words.ts'

/** One characteristic as scored: its name from the card, the fact in words, and points of how many. */
export interface ScoreLine {
  readonly name: string
  readonly fact: string
  readonly points: number
  readonly of: number
}

export interface ScoreSlip extends SlipCase {
  readonly sheetNo: string
  /** The card it was scored with: code and version. */
  readonly scorecard: string
  readonly lines: readonly ScoreLine[]
  readonly total: number
  readonly of: number
  /** null when a hard rule refuses. */
  readonly grade: Grade | null
  readonly hardRules: readonly ReasonCode[]
  readonly limitFen: Fen | null
  /** Which term of the limit binds, in words. */
  readonly limitBoundBy: string | null
  readonly scoredBy: StaffMark
}

const verdict = ({ grade, hardRules }: ScoreSlip): string =>
  hardRules.length > 0
    ? `触发硬性准入规则：${hardRules.map((code) => `${code} ${REASON_WORDS[code]}`).join('；')}。`
    : `未触发硬性准入规则，评定等级为 ${grade ?? STRUCK} 级。`

/** 信用评分表: inputs, points, grade and limit; advice, not a decision (domain 6.4). */
export function scoreSheet(slip: ScoreSlip, stamp: PageStamp): PaperDefinition {
  return framed('信用评分表', stamp, [
    ...slipHead('信用评分表', slip.sheetNo, slip, [
      ['评分卡及版本', slip.scorecard],
      ['评分日期', zhDate(slip.scoredBy.on)],
    ]),
    heading('一、评分明细'),
    listTable(
      [
        { head: '序号', width: 32, align: 'center' },
        { head: '评分项目', width: 130 },
        { head: '核实情况', width: '*' },
        { head: '得分', width: 44, align: 'center' },
        { head: '满分', width: 44, align: 'center' },
      ],
      [
        ...slip.lines.map((line, index) => [String(index + 1), line.name, line.fact, String(line.points), String(line.of)]),
        ['合计', '', '', String(slip.total), String(slip.of)],
      ],
      { lastBold: true, dense: true },
    ),
    heading('二、评分结论'),
    factPairs([
      ['总分', `${slip.total} 分`],
      ['等级', slip.grade ?? STRUCK],
      ['测算额度', slip.limitFen === null ? STRUCK : `￥${formatFen(slip.limitFen)}`],
      ['额度约束项', slip.limitBoundBy ?? STRUCK],
    ]),
    prose(verdict(slip)),
    ...signatures(
      [{ role: '评分人', name: staffText(slip.scoredBy), kind: 'STAFF', date: zhDate(slip.scoredBy.on) }],
      [prose('评分依据专家评分卡，仅作为审查、审批的参考，不替代人工判断；输入数据均已由调查人员核实。本表为内部资料，不对外提供。')],
    ),
  ])
}
