import { expect, it } from 'vitest'
import { certificatesEnding } from '../../../core/batch/line-certificates.ts'
import { dateOnly } from '../../../core/kernel/calendar.ts'

const today = dateOnly('2026-11-26')
const left = (branch: string | null, office: string | null) =>
  certificatesEnding({ BRANCH: branch && dateOnly(branch), OFFICE: office && dateOnly(office) } as Parameters<typeof certificatesEnding>[0], today).map(
    ({ whose, daysLeft }) => `${whose} ${daysLeft}`,
  )

it('a certificate of the line is spoken of from thirty days before its end, and once it is over', () => {
  expect(left(null, null)).toEqual([])
  expect(left('2026-12-27', '2027-11-26')).toEqual([])
  expect(left('2026-12-26', '2027-11-26')).toEqual(['BRANCH 30'])
  expect(left('2026-11-26', '2026-11-25')).toEqual(['BRANCH 0', 'OFFICE -1'])
})
