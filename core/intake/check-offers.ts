import { addMonths, type DateOnly } from '../kernel/calendar.ts'
import type { PledgeKind, SecurityMode } from '../product/vocabulary.ts'
import type { Application } from './application.ts'
import { usccIssues } from './check-business.ts'
import { coOwnerIssues } from './check-house.ts'
import { personIssues } from './check-person.ts'
import { type FieldIssue, stop, warn, when } from './issues.ts'
import type { PledgeOffer, VehicleOffer } from './offers.ts'
import { checkPlate } from './plate.ts'
import { normaliseUscc } from './uscc.ts'
import { checkVin } from './vin.ts'

interface Wanted {
  readonly security: SecurityMode
  readonly pledges: readonly PledgeKind[]
}

function vehicleIssues(application: Application, vehicle: VehicleOffer, today: DateOnly): FieldIssue[] {
  const vin = checkVin(vehicle.vin)
  const plate = checkPlate(vehicle.plate)
  return [
    ...(plate.ok ? [] : [stop('vehicle.plate', `PLATE_${plate.code}`)]),
    ...(vin.ok ? [] : [stop('vehicle.vin', `VIN_${vin.code}`)]),
    ...when(vehicle.firstRegisteredOn > today, stop('vehicle.firstRegisteredOn', 'DATE_IN_FUTURE')),
    ...coOwnerIssues(application, 'vehicle', vehicle, today),
  ]
}

function pledgeIssues(pledge: PledgeOffer, tenorMonths: number, { pledges }: Wanted, today: DateOnly): FieldIssue[] {
  const { kind, maturesOn } = pledge
  return [
    ...when(!pledges.includes(kind), stop('pledge.kind', 'PLEDGE_KIND_NOT_OFFERED')),
    // D613: the deposit outlives the loan or is renewed by itself, which only the slip says
    ...when(maturesOn !== null && maturesOn < addMonths(today, tenorMonths), warn('pledge.maturesOn', 'PLEDGE_MATURES_EARLY')),
  ]
}

function ownerIssues({ business, collateralCompany: owner }: Application, { security }: Wanted, today: DateOnly): FieldIssue[] {
  if (owner === null) return []
  if (security === 'CREDIT' || security === 'GUARANTEE') return [stop('collateralCompany', 'COLLATERAL_COMPANY_NOT_EXPECTED')]
  const own = business !== null && normaliseUscc(business.uscc) === normaliseUscc(owner.uscc)
  return [
    ...usccIssues('collateralCompany.uscc', owner.uscc),
    ...when(own, stop('collateralCompany.uscc', 'SAME_COMPANY')),
    ...personIssues('collateralCompany.legalRepresentative', owner.legalRepresentative, today),
  ]
}

/** Vehicle and pledge, present exactly when the product is secured by one, and the company that owns what is offered (domain 3.7, 3.8, 5.4). */
export function offerIssues(application: Application, wanted: Wanted, today: DateOnly): FieldIssue[] {
  const { vehicle, pledge, loan } = application
  const { security } = wanted
  return [
    ...when(vehicle === null && security === 'MORTGAGE_VEH', stop('vehicle', 'VEHICLE_MISSING')),
    ...when(vehicle !== null && security !== 'MORTGAGE_VEH', stop('vehicle', 'VEHICLE_NOT_EXPECTED')),
    ...(vehicle === null || security !== 'MORTGAGE_VEH' ? [] : vehicleIssues(application, vehicle, today)),
    ...when(pledge === null && security === 'PLEDGE', stop('pledge', 'PLEDGE_MISSING')),
    ...when(pledge !== null && security !== 'PLEDGE', stop('pledge', 'PLEDGE_NOT_EXPECTED')),
    ...(pledge === null || security !== 'PLEDGE' ? [] : pledgeIssues(pledge, loan.tenorMonths, wanted, today)),
    ...ownerIssues(application, wanted, today),
  ]
}
