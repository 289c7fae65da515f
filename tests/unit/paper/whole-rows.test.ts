import { expect, it } from 'vitest'
import { contractSet, everySlip } from '../../fixtures/paper/every-paper.ts'
import { mortgageTerms } from '../../fixtures/paper/terms.ts'

/** Every table of a paper, however deep it stands. */
function tables(node: unknown): { headerRows?: number; dontBreakRows?: boolean }[] {
  if (Array.isArray(node)) return node.flatMap(tables)
  if (node === null || typeof node !== 'object') return []
  return Object.entries(node).flatMap(([key, value]) => [...(key === 'table' ? [value] : []), ...tables(value)])
}

it('keeps each row of a list whole: none is torn between two sheets, no empty sliver stays behind', () => {
  const lists = [...everySlip(), ...contractSet(mortgageTerms())].flatMap((paper) =>
    tables(paper)
      .filter(({ headerRows = 0 }) => headerRows > 0)
      .map((table) => [paper.kind, table.dontBreakRows]),
  )
  expect(lists.length).toBeGreaterThan(5)
  expect(lists.filter(([, whole]) => whole !== true)).toEqual([])
})
