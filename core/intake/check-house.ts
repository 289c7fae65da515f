import type { DateOnly } from '../kernel/calendar.ts'
import type { SecurityMode } from '../product/vocabulary.ts'
import type { Application } from './application.ts'
import { personIssues, sameNumber } from './check-person.ts'
import { type FieldIssue, stop, warn, when } from './issues.ts'
import type { HouseOffer, VehicleOffer } from './offers.ts'
import { checkTitleCertificate, checkUnitNumber } from './real-estate-number.ts'

function numberIssues(house: HouseOffer, today: DateOnly): FieldIssue[] {
  const title = checkTitleCertificate(house.titleNo)
  const unit = checkUnitNumber(house.unitNo)
  const titleIssues = title.ok
    ? when(title.year > Number(today.slice(0, 4)), stop('house.titleNo', 'TITLE_IN_FUTURE', { year: title.year }))
    : [title.code === 'OLD_STYLE' ? warn('house.titleNo', 'TITLE_OLD_STYLE') : stop('house.titleNo', 'TITLE_FORMAT')]
  const unitIssues = unit.ok ? when(!unit.hasBuilding, warn('house.unitNo', 'UNIT_NOT_A_BUILDING')) : [stop('house.unitNo', `UNIT_${unit.code}`)]
  return [...titleIssues, ...unitIssues]
}

/** Co-owners sign too: each with a valid document, none of them twice, none the borrower; the spouse may be one. */
export function coOwnerIssues(
  { borrower }: Application,
  place: 'house' | 'vehicle',
  offer: Pick<HouseOffer | VehicleOffer, 'ownership' | 'coOwners'>,
  today: DateOnly,
): FieldIssue[] {
  const { ownership, coOwners } = offer
  if (ownership === 'SOLE') return when(coOwners.length > 0, stop(`${place}.coOwners`, 'COOWNERS_NOT_EXPECTED'))
  if (coOwners.length === 0) return [stop(`${place}.coOwners`, 'COOWNERS_MISSING')]
  return coOwners.flatMap((owner, index) => {
    const path = `${place}.coOwners.${index}`
    const twice = [borrower, ...coOwners.slice(0, index)].some((other) => sameNumber(other, owner))
    return [...personIssues(path, owner, today), ...when(twice, stop(`${path}.idNumber`, 'SAME_PERSON'))]
  })
}

/** The house, present exactly when the product is secured by one (domain 3.9, 4.8). */
export function houseIssues(application: Application, security: SecurityMode, today: DateOnly): FieldIssue[] {
  const { house } = application
  if (house === null) return when(security === 'MORTGAGE_RE', stop('house', 'HOUSE_MISSING'))
  if (security !== 'MORTGAGE_RE') return [stop('house', 'HOUSE_NOT_EXPECTED')]
  return [...numberIssues(house, today), ...coOwnerIssues(application, 'house', house, today)]
}
