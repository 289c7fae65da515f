import { createHash, createHmac, randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { applicantKey } from '../../../core/batch/cross-keys.ts'
import {
  classOf,
  findListed,
  firstOfPage,
  listEntry,
  listIsOld,
  pageOfHash,
  pagesOfList,
  readCrossList,
  writeCrossList,
} from '../../../core/batch/cross-list.ts'
import { CrossListBody, listIsDue } from '../../../core/batch/cross-list-body.ts'
import { listedPerson, listedThing } from '../../../core/batch/cross-spelling.ts'
import { dateOnly } from '../../../core/kernel/calendar.ts'
import { STATES } from '../../../core/loan-case/states.ts'
import { listKeyOf, newListKey } from '../../../protocol/list-key.ts'

const today = dateOnly('2026-11-26')
const KEY_ID = '00112233445566ff'
const APPLICANT = { kind: 'APPLICANT', caseClass: 'ASKED' } as const
const HOUSE = { kind: 'COLLATERAL', caseClass: 'LENT' } as const
const pick = <T>(all: readonly T[], at: number): T => all[at % all.length] as T

/** A random source that gives the same numbers in each run. */
function dice(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

describe('the list of cases elsewhere', () => {
  it('says of any hash what a table would, whole and page by page', () => {
    for (const size of [0, 1, 2, 3, 500, 4096, 4097, 9000]) {
      const hashes = Array.from({ length: size }, () => randomBytes(8))
      const known = new Map(hashes.map((hash, at) => [hash.toString('hex'), at % 2 ? HOUSE : APPLICANT]))
      const bytes = writeCrossList(
        { madeOn: today, keyId: KEY_ID },
        hashes.map((hash, at) => listEntry(hash, at % 2 ? HOUSE : APPLICANT)),
      )
      const list = readCrossList(bytes)
      expect(list).toMatchObject({ madeOn: today, keyId: KEY_ID, count: size })
      if (!list) continue
      const pages = pagesOfList(list)
      const firsts = pages.map(firstOfPage)
      const near = hashes.slice(0, 300).map((hash) => Buffer.concat([hash.subarray(0, 7), Buffer.of((hash[7] ?? 0) ^ 1)]))
      for (const hash of [...hashes, ...near, Buffer.alloc(8), Buffer.alloc(8, 255)]) {
        const wanted = known.get(hash.toString('hex')) ?? null
        expect(findListed(list.entries, hash)).toEqual(wanted)
        const page = pageOfHash(firsts, hash)
        expect(page < 0 ? null : findListed(pages[page] ?? new Uint8Array(), hash)).toEqual(wanted)
      }
    }
  })

  it('keeps of one person in two cases the graver', () => {
    const hash = randomBytes(8)
    const entries = (['LENT', 'ASKED', 'APPROVED'] as const).map((caseClass) => listEntry(hash, { kind: 'APPLICANT', caseClass }))
    const list = readCrossList(writeCrossList({ madeOn: today, keyId: KEY_ID }, entries))
    expect(list).toMatchObject({ count: 1 })
    expect(findListed(list?.entries ?? new Uint8Array(), hash)).toEqual({ kind: 'APPLICANT', caseClass: 'LENT' })
  })

  it('of a million keys takes less than 10 MB, and halves its way to one of them', () => {
    // Numbers spread over all of eight bytes by an odd factor.
    const hashOf = (at: number): Uint8Array => {
      const bytes = Buffer.alloc(8)
      bytes.writeBigUInt64BE(BigInt.asUintN(64, BigInt(at) * 0x9e37_79b9_7f4a_7c15n))
      return bytes
    }
    const entries = Array.from({ length: 1_000_000 }, (_, at) => listEntry(hashOf(at), APPLICANT))
    const bytes = writeCrossList({ madeOn: today, keyId: KEY_ID }, entries)
    expect(bytes.length).toBeLessThan(10_000_000)
    const list = readCrossList(bytes)
    expect(list?.count).toBe(1_000_000)
    expect(findListed(list?.entries ?? bytes, hashOf(777_777))).toEqual(APPLICANT)
  })

  it('is refused when a byte of its header, its length or its order is another, or an entry says what nobody knows', () => {
    const bytes = writeCrossList(
      { madeOn: today, keyId: KEY_ID },
      Array.from({ length: 3 }, () => listEntry(randomBytes(8), HOUSE)),
    )
    const changed = (at: number, value: number): Uint8Array => Uint8Array.from(bytes, (byte, index) => (index === at ? value : byte))
    expect(readCrossList(bytes)).not.toBeNull()
    for (const at of [0, 4, 5, 6, 7, 11, 12, 22, 23]) expect(readCrossList(changed(at, (bytes[at] ?? 0) ^ 0x40)), `byte ${at}`).toBeNull()
    expect(readCrossList(bytes.subarray(0, -1))).toBeNull()
    expect(readCrossList(Uint8Array.of(...bytes, 0))).toBeNull()
    expect(readCrossList(new Uint8Array(31))).toBeNull()
    expect(readCrossList(changed(32 + 8, 0x31))).toBeNull()
    const [first, second] = [bytes.subarray(32, 41), bytes.subarray(41, 50)]
    expect(readCrossList(Uint8Array.of(...bytes.subarray(0, 32), ...second, ...first, ...bytes.subarray(50)))).toBeNull()
    expect(readCrossList(Uint8Array.of(...bytes.subarray(0, 32), ...first, ...first, ...bytes.subarray(50)))).toBeNull()
  })

  it('tells of a case whether it is asked for, approved or paid out, and no more', () => {
    expect(STATES.map((state) => `${state} ${classOf(state)}`).slice(0, 18)).toMatchInlineSnapshot(`
      [
        "DRAFT ASKED",
        "DOC_CHECK ASKED",
        "DEFICIENT ASKED",
        "ACCEPTED ASKED",
        "SURVEY ASKED",
        "SCORED ASKED",
        "REVIEW ASKED",
        "APPROVAL ASKED",
        "HO_PENDING ASKED",
        "COST_DISCLOSED APPROVED",
        "CONTRACTED APPROVED",
        "COLLATERAL APPROVED",
        "READY APPROVED",
        "DISBURSED LENT",
        "ACTIVE LENT",
        "OVERDUE LENT",
        "EXTENDED LENT",
        "RENEWED LENT",
      ]
    `)
    expect(classOf('SOMETHING_NEW')).toBe('ASKED')
  })

  it('is old after thirty days', () => {
    expect([dateOnly('2026-10-27'), dateOnly('2026-10-26')].map((madeOn) => listIsOld(madeOn, today))).toEqual([false, true])
  })

  it('is sent when it says something else, at most once a day, and again after a week', () => {
    const made = { madeOn: today, fingerprint: 'b', count: 5 }
    const last = (madeOn: string, fingerprint = 'b') => ({ madeOn: dateOnly(madeOn), fingerprint })
    expect(listIsDue(null, made)).toBe(true)
    expect(listIsDue(null, { ...made, count: 0 })).toBe(false)
    expect(listIsDue(last('2026-11-25', 'a'), made)).toBe(true)
    expect(listIsDue(last('2026-11-26', 'a'), made)).toBe(false)
    expect(listIsDue(last('2026-11-20'), made)).toBe(false)
    expect(listIsDue(last('2026-11-19'), made)).toBe(true)
    // Nothing is open elsewhere any more: that is said, and said once.
    expect(listIsDue(last('2026-11-25', 'a'), { ...made, count: 0 })).toBe(true)
    expect(listIsDue(last('2026-11-01'), { ...made, count: 0 })).toBe(false)
  })

  it('travels with a key of its own, of 32 bytes', () => {
    const key = newListKey()
    const body = { madeOn: '2026-11-26', keyId: key.keyId, key: key.secret, count: 0, file: { sha256: 'a'.repeat(64), bytes: 32 } }
    expect(CrossListBody.safeParse(body).success).toBe(true)
    expect(CrossListBody.safeParse({ ...body, key: key.secret.slice(4) }).success).toBe(false)
    expect(newListKey().secret).not.toBe(key.secret)
    expect(() => listKeyOf('AAAA')).toThrow(RangeError)
  })
})

const WIDE = (text: string): string => text.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))
/** What people do to a number they copy: each is one way of writing it otherwise. */
const WAYS: readonly ((text: string, roll: (below: number) => number) => string)[] = [
  WIDE,
  (text) => text.toLowerCase(),
  (text, roll) => Array.from(text, (sign) => (roll(4) ? sign : ` ${sign}`)).join(''),
  (text, roll) => Array.from(text, (sign) => (roll(4) ? sign : `${sign}${pick([...'-－—–・.ー_'], roll(8))}`)).join(''),
  (text) => text.replaceAll('(', '（').replaceAll(')', '）'),
  (text) => text.replaceAll('(', '〔').replaceAll(')', '〕'),
  (text) => text.replaceAll('(', '[').replaceAll(')', ']'),
  (text) => text.replace(/[()]/g, ''),
  (text) => text.replace(/第|号/g, ''),
  (text) => text.replaceAll('产权', '產權').replaceAll('号', '號').replaceAll('动', '動'),
  (text) => text.replaceAll('X', '×'),
  (text) => text.replaceAll('X', 'Х'),
  (text) => text.replaceAll('0', 'O'),
  (text) => text.replaceAll('1', 'l'),
  (text, roll) => Array.from(text, (sign) => (roll(5) ? sign : `${sign}\u200b`)).join(''),
  (text) => `\ufeff${text}\u3000`,
  (text, roll) => Array.from(text, (sign) => (roll(2) ? sign : WIDE(sign))).join(''),
  (text) => `\u2068${text}\u2069`,
]

describe('one thing written in a thousand ways', () => {
  const roll = dice(20_261_126)
  const digits = (n: number): string => Array.from({ length: n }, () => roll(10)).join('')
  const person = (): string => `${digits(17)}${pick([...'0123456789X'], roll(11))}`
  const house = (): string => `粤(${2000 + roll(26)})深圳市不动产权第${digits(7)}号`
  const vehicle = (): string => Array.from({ length: 17 }, () => pick([...'ABCDEFGHJKLMNPRSTUVWXYZ0123456789'], roll(33))).join('')
  const keyOf = [
    { make: person, key: listedPerson },
    { make: house, key: (key: string) => listedThing({ kind: 'REAL_ESTATE', key }) },
    { make: vehicle, key: (key: string) => listedThing({ kind: 'VEHICLE', key }) },
  ]

  it('is found in at least 98 of 100, and another is taken for it in at most one of 1,000', () => {
    const key = newListKey()
    const planted = Array.from({ length: 1000 }, (_, at) => ({ text: pick(keyOf, at).make(), key: pick(keyOf, at).key }))
    const entries = planted.map(({ text, key: identity }) => listEntry(key.hash(identity(text)), HOUSE))
    const list = readCrossList(writeCrossList({ madeOn: today, keyId: key.keyId }, entries))
    const listed = (identity: ReturnType<typeof listedPerson>): boolean => findListed(list?.entries ?? new Uint8Array(), key.hash(identity)) !== null
    let [found, tried, wrong] = [0, 0, 0]
    for (const { text, key: identity } of planted) {
      for (let variant = 0; variant < 10; variant++) {
        // One to three ways on top of each other.
        let written = text
        for (let times = 1 + roll(3); times > 0; times--) written = pick(WAYS, roll(WAYS.length))(written, roll)
        tried++
        if (listed(identity(written))) found++
      }
    }
    const plain = new Set(planted.map(({ text }) => text))
    for (let other = 0; other < 20_000; other++) {
      const { make, key: identity } = pick(keyOf, other)
      const text = make()
      // A neighbour too: one digit is another.
      const at = roll(text.length)
      const neighbour = pick(planted, other).text.replace(/\d(?=\D*$)/, (digit) => String((Number(digit) + 1 + roll(9)) % 10))
      for (const one of [text, neighbour, text.slice(0, at) + text.slice(at + 1)]) if (!plain.has(one) && listed(identity(one))) wrong++
    }
    expect(found / tried).toBeGreaterThanOrEqual(0.98)
    expect(wrong / 60_000).toBeLessThanOrEqual(0.001)
  })

  it('an old number of 15 digits is the person of the new one', () => {
    expect(listedPerson('110105491231002')).toEqual(listedPerson('11010519491231002X'))
  })
})

it('a list without its key answers no dictionary that holds every number in it', () => {
  const dictionary = Array.from({ length: 5000 }, (_, at) => `1101051949123${String(at).padStart(5, '0')}`)
  const key = newListKey()
  const entries = dictionary.map((text) => listEntry(key.hash(listedPerson(text)), APPLICANT))
  const bytes = Buffer.from(writeCrossList({ madeOn: today, keyId: key.keyId }, entries))
  const list = readCrossList(bytes)
  const guesses = [
    (text: string) => createHash('sha256').update(text).digest(),
    (text: string) => createHash('sha256').update(`APPLICANT\0${text}`).digest(),
    (text: string) => createHmac('sha256', Buffer.from(key.keyId, 'hex')).update(`APPLICANT\0${text}`).digest(),
    (text: string) => createHmac('sha256', '').update(`APPLICANT\0${text}`).digest(),
    (text: string) => newListKey().hash(applicantKey(text)),
    (text: string) => Buffer.from(text.slice(-8)),
  ]
  for (const guess of guesses) expect(dictionary.filter((text) => findListed(list?.entries ?? bytes, guess(text)))).toEqual([])
  for (const text of dictionary.slice(0, 100)) expect(bytes.includes(text.slice(-8))).toBe(false)
  expect(bytes.includes(Buffer.from(key.secret, 'base64'))).toBe(false)
  // With the key each is found: what is withheld is the key.
  expect(dictionary.every((text) => findListed(list?.entries ?? bytes, key.hash(listedPerson(text))))).toBe(true)
})
