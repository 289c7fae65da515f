import { createHmac, randomBytes, randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CaseSealedBody } from '../../../core/batch/case-sealed.ts'
import { judgeAlone, numbered } from '../../../headoffice/import/judge-lines.ts'
import { recordPlace } from '../../../headoffice/import/split-record.ts'
import { keyedHash } from '../../../headoffice/store/keyed-hash.ts'
import { rowSeal } from '../../../headoffice/store/row-seal.ts'
import { sha256Hex } from '../../../protocol/hashing.ts'
import { body, caseRecord } from '../../integration/batch/counter.ts'

const seal = rowSeal(randomBytes(32).toString('base64'))

it('a keyed hash is HMAC-SHA-256 of its parts put together, whatever their length', () => {
  const key = randomBytes(32)
  const hash = keyedHash(key)
  const part = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.nat(9000).map((bytes) => Buffer.alloc(bytes, bytes)),
  )
  fc.assert(
    fc.property(fc.array(part, { maxLength: 4 }), (parts) => {
      const whole = Buffer.concat(parts.map((one) => (typeof one === 'string' ? Buffer.from(one) : one)))
      expect(hash(...parts)).toBe(createHmac('sha256', key).update(whole).digest('hex'))
    }),
    { numRuns: 25 },
  )
})

describe('what is kept of a case in the clear', () => {
  const { applicant, ...rest } = body
  const { name, idType, idNumber } = applicant
  const { applicationNo, contractNo, productCode, productLine, state, amountFen, businessDate } = body
  const clear = { applicationNo, contractNo, productCode, productLine, state, amountFen, businessDate }
  const docOf = async (line: string): Promise<{ text: string | undefined; sealed: unknown; outcome: string | undefined }> => {
    const bytes = Buffer.from(line)
    const [judged] = await judgeAlone({ branch: 'BR0001', epoch: 1 }, numbered([{ bytes, hash: sha256Hex(bytes) }]), seal)
    const opened = seal.open(recordPlace('BR0001', record), judged?.split?.sealed ?? '')
    return { text: judged?.split?.doc, sealed: JSON.parse(opened), outcome: judged?.judgement.outcome }
  }
  const record = caseRecord()
  const blob = { sha256: 'a'.repeat(64), bytes: 1, media: 'image/png', role: 'scan' }
  const LINES: readonly (readonly [how: string, line: string])[] = [
    ['as our own writer puts it', JSON.stringify(record)],
    ['with papers', JSON.stringify({ ...record, blobs: [blob] })],
    ['with the applicant first', JSON.stringify({ ...record, body: { applicant, ...rest } })],
    ['with the applicant last', JSON.stringify({ ...record, body: { ...rest, applicant } })],
    ['with its parts in another order', JSON.stringify({ ...record, blobs: [], body })],
    ['with its keys turned round', JSON.stringify(Object.fromEntries(Object.entries(record).reverse()))],
    ['with the keys of the applicant turned round', JSON.stringify({ ...record, body: { ...rest, applicant: { idNumber, idType, name } } })],
    ['with spaces', JSON.stringify(record).replaceAll(':{', ' : {').replaceAll(',"', ' , "')],
    ['with line feeds', JSON.stringify(record, null, 1)],
    ['with the name of the applicant escaped', JSON.stringify(record).replace(name, `\\u${name.charCodeAt(0).toString(16)}${name.slice(1)}`)],
    ['with the key of the applicant escaped', JSON.stringify(record).replace('"applicant"', '"\\u0061pplicant"')],
  ]
  it.each(LINES)('is what the tables ask, on one line, and all of it is sealed, of a line %s', async (_, line) => {
    const { text = '', sealed, outcome } = await docOf(line)
    expect(outcome).toBe('applied')
    expect(JSON.parse(text)).toEqual(clear)
    expect(text).not.toContain('\n')
    expect(sealed).toEqual(body)
  })
  it('is nothing of a schema this release does not know', async () => {
    const { text, sealed, outcome } = await docOf(JSON.stringify({ ...record, schema: 9, body: { ...body, state: '测试甲' } }))
    expect({ text, outcome }).toEqual({ text: '{}', outcome: 'parked' })
    expect(sealed).toEqual({ ...body, state: '测试甲' })
  })
})

it('a line is stored as by the releases before, byte for byte: a nonce drawn from it never meets another content', async () => {
  const same = rowSeal(Buffer.alloc(32, 7).toString('base64'))
  const one = caseRecord({ id: '6fa459ea-ee8a-4ca4-894e-db77e160355e' })
  const of = { sha256: 'a'.repeat(64), bytes: 1, media: 'image/png' }
  const turned = JSON.stringify({ ...one, blobs: [{ role: 'scan', ...of }] })
  const lines = [
    JSON.stringify(one),
    JSON.stringify({ ...one, blobs: [{ ...of, role: 'scan' }] }),
    turned.replaceAll(',"state"', ' , "state"'),
    JSON.stringify(one, null, 1),
    JSON.stringify({ ...one, schema: 9 }),
  ].map((line) => Buffer.from(line))
  const numberedLines = numbered(lines.map((bytes) => ({ bytes, hash: sha256Hex(bytes) })))
  const judged = await judgeAlone({ branch: 'BR0001', epoch: 1 }, numberedLines, same)
  expect(judged.map(({ split }) => sha256Hex(`${split?.doc} ${split?.sealed} ${split?.keys.join(' ')}`).slice(0, 16))).toEqual([
    'eb91b075b08189b8',
    'ce65cbdf7a12cef7',
    '642d8ba80970e762',
    '4e47c0165840d061',
    'e2e048a75adf6213',
  ])
})

describe('batches of several branches', () => {
  const BRANCHES = ['BR0001', 'BR0002', 'BR0003']
  const batch = Array.from({ length: 9 }, () => {
    const bytes = Buffer.from(JSON.stringify(caseRecord()))
    return { bytes, hash: sha256Hex(bytes) }
  })
  const judge = (branch: string, by = seal) => judgeAlone({ branch, epoch: 1 }, numbered(batch), by)
  const told: string[] = []
  const telling = {
    ...seal,
    sealOf: (place: string, hash: string, content: Uint8Array) => {
      told.push(place.slice(0, 6))
      return seal.sealOf(place, hash, content)
    },
  }

  it('are judged one after another, so that the first is written while the next is judged', async () => {
    await Promise.all(BRANCHES.map((branch) => judge(branch, telling)))
    expect(told).toEqual(BRANCHES.flatMap((branch) => batch.map(() => branch)))
  })
  it('are judged though the one before them could not be', async () => {
    const broken = { ...seal, sealOf: () => expect.unreachable('no key') }
    const settled = await Promise.allSettled([judge('BR0001', broken), judge('BR0002')])
    expect(settled.map(({ status }) => status)).toEqual(['rejected', 'fulfilled'])
  })
})

it('papers seen at a glance are those the schema takes, and of others the first that is wrong is named', () => {
  const good = { itemId: 'D100', sha256: 'a'.repeat(64), pages: 2 }
  const spoilt = [
    { ...good, pages: -1 },
    { ...good, pages: 1.5 },
    { ...good, sha256: 'A' },
    { ...good, more: 1 },
    { itemId: 'D', sha256: good.sha256 },
    null,
    'x',
    [],
  ]
  const placeOf = (papers: unknown): string | undefined => CaseSealedBody.safeParse({ ...body, papers }).error?.issues[0]?.path.join('.')
  expect(placeOf([good, { ...good, itemId: randomUUID() }])).toBeUndefined()
  expect(placeOf(Array.from({ length: 1000 }, () => good))).toBeUndefined()
  expect([placeOf(undefined), placeOf({}), placeOf(Array.from({ length: 1001 }, () => good))]).toEqual(['papers', 'papers', 'papers'])
  expect(spoilt.map((paper) => placeOf([good, paper]))).toEqual([
    'papers.1.pages',
    'papers.1.pages',
    'papers.1.sha256',
    'papers.1',
    'papers.1.pages',
    'papers.1',
    'papers.1',
    'papers.1',
  ])
})
