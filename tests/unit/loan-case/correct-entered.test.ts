import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Application } from '../../../core/intake/application.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { correctEntered } from '../../../core/loan-case/correct-entered.ts'
import { comparedPaths, valueAt } from '../../../core/loan-case/entered-fields.ts'
import { consumer, trader } from '../../fixtures/applications.ts'

const application = Application.parse(trader())
const household = Application.parse(consumer())

describe('what a paper shows to be entered wrongly', () => {
  it('is put right at its place, and nothing else changes', () => {
    const { body, corrections } = expectOk(correctEntered(application, { path: 'business.address', value: '测试区文三路 295 号' }))
    expect(corrections).toEqual([{ path: 'business.address', before: application.business?.address, after: '测试区文三路 295 号' }])
    expect(body).toEqual({ ...application, business: { ...application.business, address: '测试区文三路 295 号' } })
  })

  it('is put right wherever the same person stands: the spouse who owns the house too is one', () => {
    const { spouse, house } = household
    const owner = house?.coOwners[0]
    expect(owner?.idNumber, 'the fixture’s co-owner is the spouse').toBe(spouse?.idNumber)
    const { body, corrections } = expectOk(correctEntered(household, { path: 'spouse.name', value: '试𬱖' }))
    expect(corrections.map(({ path }) => path)).toEqual(['spouse.name', 'house.coOwners.0.name'])
    expect(body).toMatchObject({ spouse: { name: '试𬱖' }, house: { coOwners: [{ name: '试𬱖' }] }, borrower: { name: household.borrower.name } })
  })

  it('is a field that some paper bears out, and differs from what stands there', () => {
    expect(correctEntered(application, { path: 'borrower.phone', value: '13800138099' })).toMatchObject({ error: { code: 'FIELD_INVALID' } })
    expect(correctEntered(application, { path: '__proto__.name', value: 'x' })).toMatchObject({ error: { code: 'FIELD_INVALID' } })
    expect(correctEntered(application, { path: 'borrower.name', value: application.borrower.name })).toMatchObject({ error: { code: 'NOTHING_CORRECTED' } })
  })

  it('corrected and corrected back is the form as it was, whichever field', () => {
    const paths = [...comparedPaths(household)].filter((path) => typeof valueAt(household, path) === 'string')
    expect(paths.length).toBeGreaterThan(20)
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.string({ minLength: 1 }), (path, value) => {
        const before = valueAt(household, path)
        fc.pre(typeof before === 'string' && value !== before && !/\.(idNumber|name)$/.test(path))
        const there = expectOk(correctEntered(household, { path, value }))
        const back = expectOk(correctEntered(there.body as unknown as typeof household, { path, value: before as string }))
        expect(back.body).toEqual(household)
      }),
    )
  })
})
