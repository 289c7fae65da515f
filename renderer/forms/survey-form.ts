import type { FieldKind, FieldSpec, FormModel, FormSection } from './field-spec.ts'

const field = (path: string, kind: FieldKind, rest: Partial<FieldSpec> = {}): FieldSpec => ({ path: `survey.${path}`, kind, ...rest })
const section = (id: string, fields: FieldSpec[], showIf?: (model: FormModel) => boolean): FormSection => ({
  id,
  title: `fields.survey.${id}.title`,
  fields,
  ...(showIf ? { showIf } : {}),
})

/** The investigation record (domain 1.3, 1.2): what two account managers found. */
export const SURVEY_SECTIONS: readonly FormSection[] = [
  section('creditReport', [
    field('creditReport.obtained', 'boolean'),
    field('creditReport.reportNo', 'text'),
    field('creditReport.enquiredOn', 'date'),
    field('creditReport.loanCount', 'int'),
    field('creditReport.businessLoanCount', 'int'),
    field('creditReport.discountCount', 'int'),
    field('creditReport.currentlyOverdue', 'boolean'),
    field('creditReport.worstConsecutiveOverdue', 'int'),
    field('creditReport.overdueTimes24Months', 'int'),
    field('creditReport.enquiries3Months', 'int'),
    field('creditReport.monthlyDebtServiceFen', 'money'),
    field('creditReport.usedCardLimitFen', 'money'),
    field('creditReport.record', 'select', { options: 'record' }),
  ]),
  section('visit', [
    field('visit.visitedOn', 'date'),
    field('visit.place', 'text'),
    field('visit.personMet', 'text'),
    field('visit.photoCount', 'int'),
    field('visit.consistency', 'select', { options: 'consistency' }),
    field('visit.findings', 'longText', { phrases: 'visit' }),
  ]),
  section('callback', [
    field('callback.calledOn', 'date'),
    field('callback.phone', 'text'),
    field('callback.reached', 'boolean'),
    field('callback.answersMatch', 'boolean'),
    field('callback.note', 'longText', { phrases: 'callback' }),
  ]),
  section('lists', [
    field('lists.dishonestDebtor', 'boolean'),
    field('lists.enforcedDebtor', 'boolean'),
    field('lists.consumptionRestricted', 'boolean'),
    field('lists.abnormalOperation', 'boolean'),
    field('lists.forgedDocument', 'boolean'),
    field('lists.taxGrade', 'select', { options: 'taxGrade' }),
  ]),
  section('personal', [
    field('personal.monthlyNetIncomeFen', 'money'),
    field('personal.incomeVolatilityPercent', 'int'),
    field('personal.averageDepositFen', 'money'),
    field('personal.socialInsuranceMonths', 'int'),
  ]),
  section(
    'business',
    [
      field('business.evidencedTurnoverFen', 'money'),
      field('business.previousTurnoverFen', 'money'),
      field('business.netProfitFen', 'money'),
      field('business.operatingCashFen', 'money'),
      field('business.existingDebtServiceYearFen', 'money'),
      field('business.totalDebtFen', 'money'),
      field('business.totalAssetFen', 'money'),
      field('business.topCustomerPercent', 'int'),
      field('business.utilities', 'select', { options: 'utilities' }),
    ],
    (model) => model.line !== 'IND_CONSUME',
  ),
  section(
    'business.workingCapital',
    [
      field('business.workingCapital.marginPercent', 'int'),
      field('business.workingCapital.growthPercent', 'int'),
      field('business.workingCapital.inventoryDays', 'int'),
      field('business.workingCapital.receivableDays', 'int'),
      field('business.workingCapital.payableDays', 'int'),
      field('business.workingCapital.prepaidDays', 'int'),
      field('business.workingCapital.advanceDays', 'int'),
      field('business.workingCapital.ownFundsFen', 'money'),
      field('business.workingCapital.existingLoansFen', 'money'),
      field('business.workingCapital.otherFundsFen', 'money'),
    ],
    (model) => model.line === 'SME_WC',
  ),
  section(
    'valuation',
    [
      field('valuation.valuedOn', 'date'),
      field('valuation.appraiser', 'text'),
      field('valuation.appraisedFen', 'money'),
      field('valuation.purchasePriceFen', 'money', { optional: true }),
      field('valuation.priorDebtFen', 'money'),
    ],
    (model) => model.security === 'MORTGAGE_RE' || model.security === 'MORTGAGE_VEH' || model.security === 'PLEDGE',
  ),
]
