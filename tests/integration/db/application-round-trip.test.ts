import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Application } from '../../../core/intake/application.ts'
import { normaliseApplication } from '../../../core/intake/normalise-application.ts'
import { findCase } from '../../../db/repositories/loan-cases.ts'
import { anyApplication } from '../../fixtures/any-application.ts'
import { type Branch, insertCase, makeBranch, vault } from './branch-fixture.ts'

/** A sample in `npm test`, more in `npm run test:full`. */
const RUNS = process.env.TEST_FULL === '1' ? 1_000 : 60
let branch: Branch
beforeAll(async () => {
  branch = await makeBranch()
})
afterAll(() => branch.remove())

describe('an application of any type, whatever was typed into it', () => {
  it('comes back from the database as it was saved, to the last character', async () => {
    let serial = 0
    await fc.assert(
      fc.asyncProperty(anyApplication, async (application) => {
        serial += 1
        const { caseId } = await insertCase(branch, { application, applicationNo: `SQROUND${serial}` })
        const found = await branch.database.read((reader) => findCase(reader, vault, caseId))
        expect(found?.application).toEqual(application)
      }),
      { numRuns: RUNS },
    )
  })

  it('is the same after it was written as a draft and read again, and normalising it twice changes nothing more', () => {
    fc.assert(
      fc.property(anyApplication, (application) => {
        expect(Application.parse(JSON.parse(JSON.stringify(application)))).toEqual(application)
        const once = normaliseApplication(application)
        expect(normaliseApplication(once)).toEqual(once)
      }),
      { numRuns: 300 },
    )
  })
})
