import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { type IdCard, personFromCard } from '../../../core/intake/id-card.ts'
import { dateOnly } from '../../../core/kernel/calendar.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { answerOf, type IdReader, idReaderOf } from '../../../electron/services/id-reader.ts'
import { loadReference } from '../../../electron/services/reference-data.ts'
import { today } from '../../fixtures/applications.ts'

const templates = path.join(import.meta.dirname, '../../../templates')
const card: IdCard = {
  idType: 'RESIDENT',
  name: '测试𬱖',
  sex: 'M',
  birth: dateOnly('1990-03-07'),
  address: '测试路 1 号',
  idNumber: '110199199003070017',
  issuedBy: '测试市公安局',
  issuedOn: dateOnly('2016-05-10'),
  expiresOn: dateOnly('2036-05-10'),
}

describe('a card on the reader', () => {
  it('fills a person but for the phone', () => {
    expect(expectOk(personFromCard(card, today))).toEqual({
      name: '测试𬱖',
      idType: 'RESIDENT',
      idNumber: '110199199003070017',
      idIssuedOn: '2016-05-10',
      idExpiresOn: '2036-05-10',
      address: '测试路 1 号',
    })
  })
  it.each([
    [{ birth: dateOnly('1990-03-08') }, 'birth'],
    [{ sex: 'F' as const }, 'sex'],
    [{ idNumber: '110199199003070011' }, 'idNumber'],
  ])('is refused when chip and number disagree: %o', (change, field) => {
    expect(personFromCard({ ...card, ...change }, today)).toMatchObject({ ok: false, error: { code: 'CARD_CONTRADICTS', details: { field } } })
  })
  it('is read in a training branch by the training reader, card after card', async () => {
    const reader = idReaderOf({ training: true }, [card, { ...card, name: '测试乙' }])
    const names = [await reader.read(), await reader.read(), await reader.read()].map((read) => expectOk(read).name)
    expect(names).toEqual(['测试𬱖', '测试乙', '测试𬱖'])
  })
  it('of every kind is laid on the training reader: without expiry, of a resident of Taiwan, run out', async () => {
    const cards = expectOk(await loadReference(templates)).trainingCards
    for (const one of cards) expectOk(personFromCard(one, today))
    expect(cards.map(({ expiresOn }) => expiresOn)).toContain(null)
    expect(cards.map(({ idType }) => idType)).toContain('HMT_PERMIT')
    expect(cards.some(({ expiresOn }) => expiresOn !== null && expiresOn < today)).toBe(true)
  })
  it('that a reader keeps silent about is given up, so that the teller types it', async () => {
    const silent: IdReader = { read: () => new Promise(() => undefined) }
    expect(await answerOf(silent, 1)).toMatchObject({ ok: false, error: { code: 'ID_READER_SILENT' } })
    expect(await answerOf(idReaderOf({ training: true }, [card]))).toMatchObject({ ok: true, value: { name: card.name } })
  })
  it('is asked of a device elsewhere: without one the teller is told to type', async () => {
    expect(await idReaderOf({ training: false }, [card]).read()).toMatchObject({ ok: false, error: { code: 'ID_READER_MISSING' } })
  })
})
