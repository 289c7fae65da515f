import { describe, expect, it } from 'vitest'
import { checkPlate } from '../../../core/intake/plate.ts'
import { checkRegistrationProof, checkTitleCertificate, checkUnitNumber } from '../../../core/intake/real-estate-number.ts'
import { checkVin } from '../../../core/intake/vin.ts'
import { vectors } from '../../fixtures/vectors.ts'

describe('a vehicle identification number', () => {
  it.each(vectors.vin_valid)('takes %s', (vin) => expect(checkVin(vin)).toEqual({ ok: true, vin, madeInChina: vin.startsWith('L') }))
  it.each(vectors.vin_invalid)('refuses %s with %s', (vin, code) => expect(checkVin(vin)).toEqual({ ok: false, code }))
  it('refuses a model year that no maker uses', () => expect(checkVin('LTESTA1020P000001')).toEqual({ ok: false, code: 'YEAR' }))
})

describe('a licence plate', () => {
  it.each(vectors.plate_valid)('takes %s as %s', (text, kind) => expect(checkPlate(text)).toMatchObject({ ok: true, kind }))
  it.each(vectors.plate_invalid)('refuses %s with %s', (text, code) => expect(checkPlate(text)).toEqual({ ok: false, code }))
  it('is stored without the dot', () => expect(checkPlate('粤B·A1B23')).toMatchObject({ plate: '粤BA1B23' }))
})

describe('the number of a real-estate title certificate', () => {
  it.each(vectors.re.rV)('takes %s', (text) => expect(checkTitleCertificate(text)).toMatchObject({ ok: true }))
  it.each(vectors.re.rI)('refuses %s', (text) => expect(checkTitleCertificate(text)).toEqual({ ok: false, code: 'FORMAT' }))
  it('is stored with full-width brackets and no blanks', () => {
    expect(checkTitleCertificate('浙 (2026) 测试县 不动产权第 0009999 号')).toEqual({ ok: true, number: '浙（2026）测试县不动产权第0009999号', year: 2026 })
  })
  it('leaves a house certificate from before the register to the teller', () => {
    expect(checkTitleCertificate('京房权证测字第012345号')).toEqual({ ok: false, code: 'OLD_STYLE' })
    expect(checkTitleCertificate('')).toEqual({ ok: false, code: 'FORMAT' })
  })
})

describe('the number of a registration proof', () => {
  it.each(vectors.re.qV)('takes %s', (text) => expect(checkRegistrationProof(text)).toMatchObject({ ok: true }))
  it.each([...vectors.re.qI, '京房他证测字第012345号'])('refuses %s', (text) => expect(checkRegistrationProof(text)).toEqual({ ok: false, code: 'FORMAT' }))
})

describe('a real-estate unit number', () => {
  it.each(vectors.re.nV)('takes %s', (text) => expect(checkUnitNumber(text)).toMatchObject({ ok: true, region: text.slice(0, 6) }))
  it.each(vectors.re.nI)('refuses %s', (text) => expect(checkUnitNumber(text)).toEqual({ ok: false, code: 'FORMAT' }))
  it('tells land without a building', () => {
    expect(checkUnitNumber('440399005006GB00123W00000000')).toMatchObject({ hasBuilding: false })
    expect(checkUnitNumber('110199001002GB00001F00010001')).toMatchObject({ hasBuilding: true })
  })
  it('refuses a region that does not exist', () => expect(checkUnitNumber('990199001002GB00001F00010001')).toEqual({ ok: false, code: 'REGION' }))
})
