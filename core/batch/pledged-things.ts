import type { Application } from '../intake/application.ts'
import type { CaseSealedInput2 } from './case-sealed.ts'

/**
 * What a loan is secured on, as head office compares it across branches (features 4.18): of a house the unit number of the land register,
 * else the certificate's number; of a vehicle its identification number; of a pledged right the number of its document.
 * @example pledgedThings({ house: null, vehicle, pledge: null }) // [{ kind: 'VEHICLE', key: 'LSVAM4187C2184841' }]
 */
export function pledgedThings({ house, vehicle, pledge }: Pick<Application, 'house' | 'vehicle' | 'pledge'>): CaseSealedInput2['collateral'] {
  const things: CaseSealedInput2['collateral'] = []
  if (house) things.push({ kind: 'REAL_ESTATE', key: (house.unitNo || house.titleNo).slice(0, 200) })
  if (vehicle) things.push({ kind: 'VEHICLE', key: vehicle.vin })
  if (pledge) things.push({ kind: 'OTHER', key: pledge.documentNo })
  return things
}
