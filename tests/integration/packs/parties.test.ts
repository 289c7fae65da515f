import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Checklist } from '../../../core/completeness/checklist.ts'
import type { CaseFacts } from '../../../core/completeness/facts.ts'
import { checkCompleteness } from '../../../core/completeness/report.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { loadPacks } from '../../../electron/services/packs.ts'
import { TRUTH_TABLE } from '../../fixtures/checklist/truth-table.ts'
import { today } from '../../unit/completeness/example-case.ts'

let checklist: Checklist
beforeAll(async () => {
  const found = expectOk(await loadPacks(join(import.meta.dirname, '../../../templates'))).checklists.get('FIRST-LOAN@2')
  if (!found) throw new Error('no checklist')
  checklist = found
})

const factsOf = (name: string, change: Partial<CaseFacts> = {}): CaseFacts => {
  const row = TRUTH_TABLE.find((one) => one.name === name)
  if (!row) throw new Error(name)
  return { ...row.facts, ...change }
}
const linesOf = (facts: CaseFacts) => checkCompleteness(checklist, facts, [], { today }).lines.filter((line) => line.required)
const partiesOf = (facts: CaseFacts, itemId: string) => linesOf(facts).flatMap((line) => (line.itemId === itemId ? [line.party] : []))
const signersOf = (facts: CaseFacts, key: string) => linesOf(facts).find((line) => `${line.itemId}/${line.party}` === key)?.signers

describe('whose papers a case needs', () => {
  const enterprise = factsOf('enterprise on a guarantor company', { maritalStatus: 'MARRIED', controllerApart: true })
  const guaranteed = factsOf('consumer on a married guarantor', { maritalStatus: 'MARRIED', guarantors: [{ married: true }, { married: false }] })

  it('asks every natural person for the consents, and the enterprise and its guarantor for the corporate one', () => {
    expect(partiesOf(enterprise, 'D201')).toEqual(['LR', 'SP', 'AC'])
    expect(partiesOf(enterprise, 'D202')).toEqual(['B', 'GC1'])
    expect(partiesOf(enterprise, 'D113')).toEqual(['LR'])
    expect(partiesOf(guaranteed, 'D201')).toEqual(['B', 'SP', 'G1', 'G2', 'GS1'])
    expect(partiesOf(guaranteed, 'D113')).toEqual(['B'])
  })

  it('asks the guarantor company for its own charter and resolution, and the borrower for a resolution to borrow', () => {
    expect(partiesOf(enterprise, 'D402')).toEqual(['B', 'GC1'])
    expect(partiesOf(enterprise, 'D405')).toEqual(['GC1'])
    expect(partiesOf(enterprise, 'D404')).toEqual(['B'])
    expect(partiesOf(factsOf('consumer on a guarantor company'), 'D402')).toEqual(['GC1'])
  })

  it('asks the spouse of each married guarantor, and nobody else, for consent', () => {
    expect(partiesOf(guaranteed, 'D603')).toEqual(['GS1'])
    expect(partiesOf(factsOf('consumer on a guarantor'), 'D603')).toEqual([])
  })

  it('takes the file of the controller from who controls', () => {
    expect(partiesOf(enterprise, 'D414')).toEqual(['AC'])
    expect(partiesOf({ ...enterprise, controllerApart: false }, 'D414')).toEqual(['LR'])
  })

  it("has an enterprise sign by seal and representative, and leaves its representative's spouse out of the debt", () => {
    expect(signersOf(enterprise, 'D101/B')).toEqual(['E', 'LR'])
    expect(signersOf(enterprise, 'D706/B')).toEqual(['E', 'LR', 'GC1', 'BANK'])
    expect(signersOf(guaranteed, 'D706/B')).toEqual(['B', 'SP', 'G1', 'G2', 'BANK'])
    expect(signersOf(guaranteed, 'D601/G1')).toEqual(['G1', 'GS1'])
    expect(signersOf(guaranteed, 'D601/G2')).toEqual(['G2'])
  })

  it('takes the company that owns the collateral, and an agent, for what they are', () => {
    expect(partiesOf(factsOf('enterprise on a shop', { companyOwnsCollateral: true }), 'D405')).toEqual(['MC'])
    expect(partiesOf(factsOf('consumer on credit', { agentPresent: true }), 'D112')).toEqual(['AG'])
  })
})
