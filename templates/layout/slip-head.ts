import type { Content } from 'pdfmake/interfaces.js'
import type { Lender } from '../../core/contract/terms.ts'
import type { DateOnly } from '../../core/kernel/calendar.ts'
import type { ProductLine } from '../../core/product/vocabulary.ts'
import { paperTitle, subtitle } from './clauses.ts'
import { PRODUCT_WORDS } from './loan-words.ts'
import { factPairs, type Pair } from './tables.ts'

/** What every slip says first: whose case, at which branch. `customer` in full: the paper goes to the customer or the file. */
export interface SlipCase {
  readonly lender: Lender
  readonly caseNo: string
  readonly customer: string
  readonly productLine: ProductLine
  /** Of the approval, once it is given. */
  readonly seal?: string
}

/** Someone of the staff who signs a slip, and when. */
export interface StaffMark {
  readonly name: string
  readonly staffNo: string
  readonly on: DateOnly
}

/** People of head office have no number here. */
export const staffText = ({ name, staffNo }: StaffMark): string => (staffNo === '' ? name : `${name}（工号 ${staffNo}）`)

/** Title, number and the case in a small table. */
export const slipHead = (title: string, number: string, slip: SlipCase, more: readonly Pair[]): Content[] => [
  paperTitle(title),
  subtitle(`编号：${number}`),
  factPairs([['业务编号', slip.caseNo], ['贷款品种', PRODUCT_WORDS[slip.productLine]], ['客户名称', slip.customer], ['经办机构', slip.lender.branch], ...more]),
]
