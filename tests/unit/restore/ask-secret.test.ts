import { expect, it } from 'vitest'
import { secretFromLines } from '../../../scripts/restore/ask-secret.ts'
import { refusalLine } from '../../../scripts/restore/refusal-line.ts'

it('takes two lines as staff number and password, one as the recovery code', () => {
  expect(secretFromLines('B0401\n Horse with spaces \n')).toEqual({ staffNo: 'B0401', password: ' Horse with spaces ' })
  expect(secretFromLines('B0401\r\nHorse\r\n')).toEqual({ staffNo: 'B0401', password: 'Horse' })
  expect(secretFromLines('K7MQ2-AAAAA')).toEqual({ recoveryCode: 'K7MQ2-AAAAA' })
})

it('takes nothing, an empty password or a third line for no secret', () => {
  for (const text of ['', '\n', 'B0401\n\n', 'a\nb\nc']) expect(secretFromLines(text)).toBeNull()
})

it('says in English what is wrong, with the figures and the code', () => {
  expect(refusalLine({ code: 'BACKUP_NEWER_FORMAT', details: { format: 90, known: 80 } })).toMatch(/90.*80.*\(BACKUP_NEWER_FORMAT\)$/)
})
