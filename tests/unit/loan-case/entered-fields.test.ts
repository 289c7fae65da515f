import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { Application } from '../../../core/intake/application.ts'
import { enteredFields } from '../../../core/loan-case/entered-fields.ts'
import { trader } from '../../fixtures/applications.ts'

const application = Application.parse(trader())

describe('what a paper is compared with', () => {
  it('is the person the sheet is for, number and name first', () => {
    expect(enteredFields('D102', 'B', application).slice(0, 2)).toEqual([
      { path: 'borrower.name', value: application.borrower.name },
      { path: 'borrower.idNumber', value: application.borrower.idNumber },
    ])
  })
  it('is the business for its licence', () => {
    expect(enteredFields('D401', 'B', application).map(({ path: field }) => field)).toContain('business.uscc')
  })
  it('leaves out what the application does not have', () => {
    expect(enteredFields('D604', 'B', application).map(({ path: field }) => field)).toEqual(['borrower.name'])
    expect(enteredFields('D205', 'B', application)).toEqual([])
  })
  it('names items that the checklist knows', () => {
    const source = readFileSync(path.join(import.meta.dirname, '../../../core/loan-case/entered-fields.ts'), 'utf8')
    const checklist = readFileSync(path.join(import.meta.dirname, '../../../templates/checklists/first-loan.v1.yaml'), 'utf8')
    const named = [...source.matchAll(/^ {2}(D\d{3}):/gm)].map(([, id]) => id)
    expect(named.length).toBeGreaterThan(25)
    expect(named.filter((id) => !checklist.includes(`id: ${id}`))).toEqual([])
  })
})
