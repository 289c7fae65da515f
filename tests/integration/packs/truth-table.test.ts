import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Checklist } from '../../../core/completeness/checklist.ts'
import type { CaseFacts } from '../../../core/completeness/facts.ts'
import { checkCompleteness } from '../../../core/completeness/report.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { loadPacks } from '../../../electron/services/packs.ts'
import { documentMatrix } from '../../fixtures/checklist/documents.ts'
import { MATRIX_WHEN } from '../../fixtures/checklist/matrix-conditions.ts'
import { TRUTH_TABLE } from '../../fixtures/checklist/truth-table.ts'
import { today } from '../../unit/completeness/example-case.ts'

const MATRIX = documentMatrix()
let checklist: Checklist
beforeAll(async () => {
  const found = expectOk(await loadPacks(join(import.meta.dirname, '../../../templates'))).checklists.get('FIRST-LOAN@2')
  if (!found) throw new Error('no checklist')
  checklist = found
})

/** The items a case must show, each once, whoever they are for. */
const asked = (facts: CaseFacts): string[] => [
  ...new Set(checkCompleteness(checklist, facts, [], { today }).lines.flatMap((line) => (line.required ? [line.itemId] : []))),
]
const expected = (facts: CaseFacts): string[] => Object.keys(MATRIX_WHEN).filter((id) => MATRIX_WHEN[id]?.(facts))

describe('the checklist against the document matrix', () => {
  it('holds every item of the matrix, under its name, stage and severity, and the IOU besides', () => {
    expect(MATRIX).toHaveLength(82)
    expect(checklist.items.map(({ id }) => id)).toEqual([...MATRIX.map(({ id }) => id), 'D710'].toSorted())
    for (const row of MATRIX.filter(({ id }) => id !== 'D706' && id !== 'D401')) {
      const item = checklist.items.find(({ id }) => id === row.id)
      expect([item?.id, item?.name.zh, item?.stage, item?.severity]).toEqual([row.id, row.zh, row.stage, row.sev])
      expect([item?.form, ...(item?.alsoForms ?? [])], row.id).toContain(row.form.charAt(0))
    }
  })

  it('has more than three hundred rows of facts over every applicant and security', () => {
    expect(new Set(TRUTH_TABLE.map(({ facts }) => JSON.stringify(facts))).size).toBe(TRUTH_TABLE.length)
    expect(TRUTH_TABLE.length).toBeGreaterThanOrEqual(300)
  })

  it.each(TRUTH_TABLE)('asks a $name for exactly what the matrix says', ({ facts }) => {
    expect(asked(facts)).toEqual(expected(facts))
  })

  it('asks for each of the 82 items in some row, and leaves each conditional one out of another', () => {
    const rows = TRUTH_TABLE.map(({ facts }) => new Set(asked(facts)))
    const never = MATRIX.filter(({ id }) => !rows.some((row) => row.has(id)))
    const unconditional = MATRIX.filter(({ id }) => rows.every((row) => row.has(id))).map(({ id }) => id)
    expect(never).toEqual([])
    expect(unconditional).toEqual('D101 D113 D201 D203 D205 D206 D207 D208 D209 D309 D310 D701 D703 D704 D705 D706 D708'.split(' '))
  })
})
