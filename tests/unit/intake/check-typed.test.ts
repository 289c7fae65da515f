import { expect, it } from 'vitest'
import { typedIssues } from '../../../core/intake/check-typed.ts'
import { dateOnly } from '../../../core/kernel/calendar.ts'

const today = dateOnly('2026-11-23')
const found = (body: unknown) => typedIssues(body, today).map(({ path, code }) => `${path} ${code}`)

it('names numbers that cannot be right while the rest of the form is still empty', () => {
  expect(found({ borrower: { phone: '12345', idType: 'RESIDENT', idNumber: '110199199003070018' }, business: { uscc: '92' } })).toEqual([
    'borrower.phone PHONE_FORMAT',
    'borrower.idNumber ID_CHECK',
    'business.uscc USCC_FORMAT',
  ])
})
it('says nothing of what is empty, right, or no number', () => {
  expect(found({ borrower: { phone: '', name: '1', idNumber: '110199199003070017' }, spouse: null, guarantors: [] })).toEqual([])
  expect(found('draft')).toEqual([])
})
