import { lendingValue, ltvCapPercent, ltvWithinCap } from '../collateral/ltv.ts'
import type { Application } from '../intake/application.ts'
import type { Survey } from '../investigation/survey.ts'
import type { DateOnly } from '../kernel/calendar.ts'
import type { Fen } from '../kernel/fen.ts'
import type { GradeRow, Parameters } from '../product/parameters.ts'
import { fullMonths } from '../scoring/facts.ts'

/** What secures a loan, as the LTV table of domain 5.5 names it. */
export type CollateralClass = keyof Parameters['ltvCapPercent']

export interface SecurityValue {
  readonly collateral: CollateralClass
  readonly valueFen: Fen
  readonly priorDebtFen: Fen
}

type Valued = { readonly application: Application; readonly survey: Survey; readonly parameters: Parameters }

/** The class of what was offered; null for credit and guarantors. A vehicle is new up to `newVehicleMonths` after its first registration. */
export function collateralClass(application: Pick<Application, 'house' | 'vehicle' | 'pledge'>, parameters: Parameters, on: DateOnly): CollateralClass | null {
  const { house, vehicle, pledge } = application
  if (house) return house.use
  if (vehicle) return fullMonths(vehicle.firstRegisteredOn, on) <= parameters.newVehicleMonths ? 'VEHICLE_NEW' : 'VEHICLE_USED'
  return pledge ? pledge.kind : null
}

/** What the valuation found of the security offered; null without one. @example securityValue(input)?.collateral // 'RESIDENTIAL' */
export function securityValue({ application, survey, parameters }: Valued): SecurityValue | null {
  const { valuation } = survey
  const collateral = valuation && collateralClass(application, parameters, valuation.valuedOn)
  if (!valuation || !collateral) return null
  const { valueFen } = lendingValue({ ...valuation, internalFen: null }, parameters.valuationGapPercent)
  return { collateral, valueFen, priorDebtFen: valuation.priorDebtFen }
}

/** The highest LTV of this security at a grade. */
export const capOf = ({ collateral }: SecurityValue, grade: Pick<GradeRow, 'ltvCutPoints'>, parameters: Parameters): number =>
  ltvCapPercent(collateral, grade, parameters)

/** Whether an amount fits the security's LTV cap at a grade; null without collateral. */
export function ltvFits(input: Valued, grade: Pick<GradeRow, 'ltvCutPoints'>, amountFen: Fen): boolean | null {
  const value = securityValue(input)
  return value && ltvWithinCap(amountFen, value.priorDebtFen, value.valueFen, capOf(value, grade, input.parameters))
}
