import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { Envelope, trustedComment } from '../../../core/batch/envelope.ts'
import { HELLO_PURPOSE, Hello } from '../../../core/batch/exchange.ts'
import { NO_PREVIOUS } from '../../../core/batch/limits.ts'
import { newAgeKey, openAge, sealAge } from '../../../protocol/age-file.ts'
import { readDeclaration } from '../../../protocol/bag-declaration.ts'
import { readManifest } from '../../../protocol/bag-manifest.ts'
import { BagReport } from '../../../protocol/bag-report.ts'
import { bagTagFiles, readOwnManifest } from '../../../protocol/bag-tag-files.ts'
import { sha256Hex } from '../../../protocol/hashing.ts'
import { readHello, writeHello } from '../../../protocol/hello-file.ts'
import { openEnvelope, type TrustedKey } from '../../../protocol/hob-open.ts'
import { newSecretKeys } from '../../../protocol/keys.ts'
import { signBytes } from '../../../protocol/minisign.ts'
import { listReady } from '../../../protocol/ready-file.ts'
import { newFolder, removeFolders } from './counter.ts'

afterAll(removeFolders)

const runs = (few: number) => ({ numRuns: process.env.TEST_FULL ? few * 40 : few })
const keys = await newSecretKeys()
const hash = sha256Hex('x')

interface Edit {
  readonly at: number
  readonly drop: number
  readonly put: string
}
/** What a good text becomes in bad hands: pieces gone, other pieces in their place, some that parsers are known to stumble over. */
const STUMBLES = [
  '"',
  '\\',
  '{',
  '}',
  '[',
  ']',
  ':',
  ',',
  '\0',
  '\n',
  '\r',
  '\ufeff',
  '\ud800',
  '-',
  '0',
  '9'.repeat(30),
  '1e99',
  'null',
  '__proto__',
  '../',
  '--- ',
  '-> ',
  ' ',
]
const edits: fc.Arbitrary<readonly Edit[]> = fc.array(
  fc.record({ at: fc.nat(5000), drop: fc.nat(40), put: fc.oneof(fc.constantFrom(...STUMBLES), fc.string({ unit: 'binary', maxLength: 12 })) }),
  { minLength: 1, maxLength: 6 },
)
const mangled = (text: string, list: readonly Edit[]): string =>
  list.reduce((now, { at, drop, put }) => {
    const place = at % (now.length + 1)
    return now.slice(0, place) + put + now.slice(place + drop)
  }, text)
/** Or no likeness of it at all. */
const bytesOf = (good: string): fc.Arbitrary<Buffer> =>
  fc.oneof(
    { weight: 4, arbitrary: edits.map((list) => Buffer.from(mangled(good, list))) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)) },
  )

/** Lines good by themselves, in any order and number, among paths that lead elsewhere. */
const PATHS = [
  'data/a.txt',
  'data/b',
  `data/blobs/${hash}`,
  'data/../../up',
  'data/..',
  '../up',
  '/root',
  'C:/root',
  'data/%2E%2E/up',
  'data/a%0A',
  '~/home',
  'data//a',
]
const listed = fc
  .array(fc.tuple(fc.constantFrom('  ', ' *', '   '), fc.constantFrom(...PATHS)), { maxLength: 6 })
  .map((lines) => Buffer.from(lines.map(([gap, name]) => `${hash}${gap}${name}\n`).join('')))

describe('a parser of what others send never throws and never hangs: it takes it, or refuses by name', () => {
  it('the manifest of a bag of ours, which it takes in one form only', () => {
    const payload = ['data/records.ndjson', `data/blobs/${hash}`].map((name) => ({ path: name, bytes: 1, sha256: hash }))
    const good =
      bagTagFiles(payload, [])
        .find(({ name }) => name === 'manifest-sha256.txt')
        ?.bytes.toString() ?? ''
    expect(readOwnManifest(Buffer.from(good))?.size).toBe(2)
    fc.assert(
      fc.property(fc.oneof(bytesOf(good), listed), (bytes) => {
        const read = readOwnManifest(bytes)
        if (!read) return
        const written = [...read].map(([name, sha256]) => `${sha256}  ${name}\n`)
        expect(bytes.toString('latin1')).toBe(written.join(''))
        expect([...read.keys()]).toEqual([...read.keys()].sort())
      }),
      runs(500),
    )
  })

  it('the manifest of anybody’s bag, whose faults it tells line by line', () => {
    const declaration = readDeclaration(Buffer.from('BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n'), new BagReport())
    if (!declaration) throw new Error('the declaration is a good one')
    const good = `${hash}  data/a.txt\n${hash} *data/b c.txt\n${hash}  data/%0A%25.txt\n`
    fc.assert(
      fc.property(fc.oneof(bytesOf(good), listed), (bytes) => {
        const { entries } = readManifest('manifest-sha256.txt', 'manifest', bytes, declaration, new Set(['data/a.txt']), new BagReport())
        for (const name of entries.keys()) {
          expect(name.startsWith('data/')).toBe(true)
          expect(name.split('/')).not.toContain('..')
        }
      }),
      runs(500),
    )
  })

  it('READY, of which nothing is believed unless all of it is well formed', async () => {
    const good = `${hash}  BR0001/1-1-${hash.slice(0, 12)}\n${hash}  BR0001/1-2-${hash.slice(0, 12)}\n`
    const folder = newFolder()
    mkdirSync(path.join(folder, 'HOB'))
    await fc.assert(
      fc.asyncProperty(bytesOf(good), async (bytes) => {
        writeFileSync(path.join(folder, 'HOB', 'READY'), bytes)
        const listed = await listReady(folder)
        if (!listed.ok) expect(listed.error.code).toBe('BATCH_NOT_READY')
        else for (const { relative } of listed.value) expect(relative).toMatch(/^[A-Z0-9]+\/\d+-\d+-[0-9a-f]{12}$/)
      }),
      runs(200),
    )
  })

  it('an envelope that its own branch signed', () => {
    const place = { branch: 'BR0001', epoch: 1, seq: 1 }
    const envelope = Envelope.parse({
      format: 'hob/1',
      kind: 'up',
      ...place,
      prev: NO_PREVIOUS,
      created: '2026-11-23T08:00:00Z',
      app: '1.0.0',
      suite: 'age-x25519+ed25519',
      comp: 'gzip',
      signKey: keys.sign.keyId,
      recipients: [keys.receive.recipient],
      schemas: { 'case.sealed': 1 },
      counts: { records: 1, blobs: 0, plainBytes: 10 },
      bag: hash,
      possibleDuplicate: false,
      parts: [{ n: 0, lane: 0, bytes: 100, sha256: hash }],
      ack: { down: { epoch: 1, seq: 0, head: NO_PREVIOUS } },
    })
    const key: TrustedKey = { ...keys.sign, branch: 'BR0001', epoch: 1 }
    const open = (bytes: Buffer) => openEnvelope(bytes, signBytes(keys.sign, bytes, trustedComment(place)), 'up', () => key, envelope.recipients)
    const good = JSON.stringify(envelope)
    expect(open(Buffer.from(good)).ok).toBe(true)
    fc.assert(
      fc.property(bytesOf(good), (bytes) => {
        const opened = open(bytes)
        if (opened.ok) expect(Envelope.safeParse(opened.value.envelope).success).toBe(true)
        else expect(opened.error.code).toMatch(/^BATCH_(ENVELOPE_INVALID|OTHER_BRANCH|OLD_KEY|KIND_UNEXPECTED|FOR_OTHER_HEAD_OFFICE)$/)
      }),
      runs(500),
    )
  })

  it('the header of an age file, which opens to what was sealed or to nothing', async () => {
    const { identity, recipient } = await newAgeKey()
    const plain = Buffer.from('what was sealed')
    const sealed = Buffer.from(await sealAge(plain, [recipient, (await newAgeKey()).recipient]))
    const end = sealed.indexOf('\n', sealed.indexOf('\n--- ') + 1) + 1
    const [header, payload] = [sealed.subarray(0, end).toString('latin1'), sealed.subarray(end)]
    await fc.assert(
      fc.asyncProperty(edits, fc.boolean(), async (list, bare) => {
        const bad = Buffer.from(mangled(header, list), 'latin1')
        const opened = await openAge(bare ? bad : Buffer.concat([bad, payload]), [identity])
        if (opened.ok) expect(Buffer.from(opened.plain).equals(plain)).toBe(true)
        else expect(opened.reason).toMatch(/^(NO_KEY|DAMAGED)$/)
      }),
      runs(300),
    )
  })

  it('a greeting, signed or not', () => {
    const stands = { seq: 0, head: NO_PREVIOUS }
    const said = { branch: 'BR0001', epoch: 1, nonce: '0'.repeat(32), app: '1.0.0', clock: '2026-11-23T08:00:00Z', up: stands, down: stands } as Omit<
      Hello,
      'format'
    >
    const good = writeHello(keys.sign, said)
    expect(readHello(good, () => keys.sign)).toMatchObject(said)
    const inner = JSON.stringify({ format: HELLO_PURPOSE, ...said })
    const signed = (payload: string): string =>
      JSON.stringify({ format: 'hob-signed/1', payload, signature: signBytes(keys.sign, Buffer.from(payload), HELLO_PURPOSE) })
    fc.assert(
      fc.property(edits, fc.boolean(), (list, outside) => {
        const text = outside ? mangled(good, list) : signed(mangled(inner, list))
        const read = readHello(text, () => keys.sign)
        if (read) expect(Hello.safeParse(read).success).toBe(true)
      }),
      runs(500),
    )
  })
})
