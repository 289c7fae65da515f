import { describe, expect, it } from 'vitest'
import { pledgedThings } from '../../../core/batch/pledged-things.ts'
import type { HouseOffer, PledgeOffer, VehicleOffer } from '../../../core/intake/offers.ts'

const house = { unitNo: '110105001001GB00001F00010001', titleNo: '京（2020）朝不动产权第0000001号' } as HouseOffer
const vehicle = { vin: 'LSVAA49J132047371' } as VehicleOffer
const pledge = { documentNo: '存单0001' } as PledgeOffer

describe('what a loan is secured on, for the comparison across branches', () => {
  it('is the unit of the land register, a certificate where there is none', () => {
    expect(pledgedThings({ house, vehicle: null, pledge: null })).toEqual([{ kind: 'REAL_ESTATE', key: '110105001001GB00001F00010001' }])
    expect(pledgedThings({ house: { ...house, unitNo: '' }, vehicle: null, pledge: null })).toEqual([
      { kind: 'REAL_ESTATE', key: '京（2020）朝不动产权第0000001号' },
    ])
  })
  it('is the number of the vehicle and of the pledged document too, and nothing of a credit loan', () => {
    expect(pledgedThings({ house: null, vehicle, pledge: null })).toEqual([{ kind: 'VEHICLE', key: 'LSVAA49J132047371' }])
    expect(pledgedThings({ house: null, vehicle: null, pledge })).toEqual([{ kind: 'OTHER', key: '存单0001' }])
    expect(pledgedThings({ house: null, vehicle: null, pledge: null })).toEqual([])
  })
})
