import { spawnSync } from 'node:child_process'
import { symlinkSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { verifyBag } from '../../../protocol/bag-verify.ts'
import { digest, plantBag } from './fixture-bag.ts'

const A = digest('alpha\n')
const B = digest('beta\n')
const manifest = (...lines: string[]): string => `${lines.join('\n')}\n`
const LISTED = [`${A}  data/a.txt`, `${B}  data/deep/b.txt`]
type Files = Parameters<typeof plantBag>[0]

async function codes(files: Files, version = '1.0', algorithm = 'sha256'): Promise<{ errors: string[]; warnings: string[] }> {
  const report = await verifyBag(plantBag(files, version, algorithm))
  return { errors: [...new Set(report.errors.map((one) => one.code))], warnings: [...new Set(report.warnings.map((one) => one.code))] }
}

describe('a bag that holds', () => {
  it.each(['0.93', '0.94', '0.95', '0.96', '0.97', '1.0'])('is valid in version %s', async (version) => {
    expect(await codes({}, version)).toEqual({ errors: [], warnings: [] })
  })
  it.each(['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512'])('is valid by %s', async (algorithm) => {
    expect((await codes({}, '1.0', algorithm)).errors).toEqual([])
  })
  it('may be minimal, with CRLF line ends and upper-case checksums', async () => {
    expect((await codes({ 'bag-info.txt': null, 'manifest-sha256.txt': LISTED.join('\r\n').replace(A, A.toUpperCase()) })).errors).toEqual([])
  })
  it('may percent-encode line ends in names', async () => {
    const files = { 'data/x\ny.txt': 'x', 'bag-info.txt': null, 'manifest-sha256.txt': manifest(...LISTED, `${digest('x')}  data/x%0Ay.txt`) }
    expect((await codes(files)).errors).toEqual([])
  })
  it('may be written in UTF-16 or ISO-8859-1', async () => {
    const declare = (encoding: string) => `BagIt-Version: 0.97\nTag-File-Character-Encoding: ${encoding}\n`
    const wide = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')
    const files = { 'bagit.txt': declare('UTF-16'), 'bag-info.txt': wide('Payload-Oxum: 11.2\n'), 'manifest-sha256.txt': wide(manifest(...LISTED)) }
    expect((await codes(files)).errors).toEqual([])
    expect((await codes({ 'bagit.txt': declare('ISO-8859-1'), 'bag-info.txt': Buffer.from('Contact-Name: Ren\xe9\n', 'latin1') })).errors).toEqual([])
  })
  it('may have fetched everything that fetch.txt names', async () => {
    expect((await codes({ 'fetch.txt': 'https://example.test/a 6 data/a.txt\n' })).errors).toEqual([])
  })
})

const INVALID: readonly [string, Files, string][] = [
  ['a flipped payload byte', { 'data/a.txt': 'alphb\n' }, 'CHANGED'],
  ['a missing payload file', { 'data/a.txt': null }, 'MISSING'],
  ['an extra payload file', { 'data/c.txt': '' }, 'NOT_LISTED'],
  ['a wrong Payload-Oxum', { 'bag-info.txt': 'Payload-Oxum: 12.2\n' }, 'OXUM_DIFFERS'],
  ['a malformed Payload-Oxum', { 'bag-info.txt': 'Payload-Oxum: many\n' }, 'OXUM_FORM'],
  ['no bagit.txt', { 'bagit.txt': null }, 'DECLARATION_MISSING'],
  ['a byte order mark in bagit.txt', { 'bagit.txt': '\ufeffBagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n' }, 'DECLARATION_BOM'],
  ['an unknown version', { 'bagit.txt': 'BagIt-Version: .97\nTag-File-Character-Encoding: UTF-8\n' }, 'VERSION_UNKNOWN'],
  ['white space before the colon', { 'bagit.txt': 'BagIt-Version : 1.0\nTag-File-Character-Encoding : UTF-8\n' }, 'DECLARATION_LOOSE'],
  ['no encoding', { 'bagit.txt': 'BagIt-Version: 0.97\n' }, 'DECLARATION_INVALID'],
  ['an unknown encoding', { 'bagit.txt': 'BagIt-Version: 1.0\nTag-File-Character-Encoding: KLINGON\n' }, 'ENCODING_UNKNOWN'],
  ['tag files not in their encoding', { 'manifest-sha256.txt': Buffer.from([0xff, 0xfe, 0x00]) }, 'ENCODING_BROKEN'],
  ['no payload manifest', { 'manifest-sha256.txt': null }, 'MANIFEST_MISSING'],
  ['only an unknown algorithm', { 'manifest-sha256.txt': null, 'manifest-whirl.txt': '00  data/a.txt\n00  data/deep/b.txt\n' }, 'ALGORITHM_UNKNOWN'],
  ['no payload folder', { 'data/a.txt': null, 'data/deep/b.txt': null, 'manifest-sha256.txt': '', 'bag-info.txt': null }, 'PAYLOAD_MISSING'],
  ['a line that is no checksum and path', { 'manifest-sha256.txt': manifest(...LISTED, 'rubbish') }, 'MANIFEST_LINE'],
  ['a checksum of another length', { 'manifest-sha256.txt': manifest(...LISTED, 'abc  data/c.txt') }, 'CHECKSUM_FORM'],
  ['one file twice with one checksum', { 'manifest-sha256.txt': manifest(...LISTED, LISTED[0] ?? '') }, 'LISTED_TWICE'],
  ['a file not in every manifest', { 'manifest-md5.txt': `${digest('alpha\n', 'md5')}  data/a.txt\n` }, 'NOT_IN_EVERY_MANIFEST'],
  ['a changed tag file', { 'tagmanifest-sha256.txt': `${A}  bag-info.txt\n` }, 'CHANGED'],
  ['a missing tag file', { 'bag-info.txt': null, 'tagmanifest-sha256.txt': `${A}  bag-info.txt\n` }, 'MISSING'],
  ['a tag manifest without the payload manifest', { 'tagmanifest-sha256.txt': '' }, 'TAG_NOT_LISTED'],
  ['a tag manifest that lists payload', { 'tagmanifest-sha256.txt': `${A}  data/a.txt\n` }, 'TAG_LISTS_PAYLOAD'],
  ['a file still to be fetched', { 'data/a.txt': null, 'fetch.txt': 'https://example.test/a 6 data/a.txt\n' }, 'FETCH_PENDING'],
  ['a fetch of an unlisted file', { 'fetch.txt': 'https://example.test/z - data/z.txt\n' }, 'FETCH_NOT_LISTED'],
  ['a fetch that leads out', { 'fetch.txt': 'https://example.test/z - data/../../z\n' }, 'PATH_ESCAPES'],
  ['a broken fetch line', { 'fetch.txt': 'nonsense\n' }, 'FETCH_LINE'],
  ['a bag-info line without a label', { 'bag-info.txt': 'no colon here\n' }, 'INFO_LINE'],
]
const ESCAPES = ['../secret', 'data/../../secret', '/etc/passwd', '~/x', '~root/x', 'C:\\x', '\\\\host\\share', '%HOMEPATH%\\x', '$HOME/x']

describe('a bag that does not hold', () => {
  it.each(INVALID)('is invalid for %s', async (_, files, code) => {
    expect((await codes(files)).errors).toContain(code)
  })
  it.each(ESCAPES)('is invalid when a manifest lists %s', async (outside) => {
    expect((await codes({ 'manifest-sha256.txt': manifest(...LISTED, `${A}  ${outside}`) }, '0.97')).errors).toContain('PATH_ESCAPES')
    expect((await codes({ 'tagmanifest-sha256.txt': `${A}  ${outside}\n` }, '0.97')).errors).toContain('PATH_ESCAPES')
  })
  it('is invalid when a link leads out of it', async () => {
    const folder = plantBag({ 'data/a.txt': null })
    symlinkSync('/etc/hostname', path.join(folder, 'data', 'a.txt'))
    expect((await verifyBag(folder)).errors.map((one) => one.code)).toContain('LINK_LEADS_OUT')
  })
})

describe('a bag that holds with a warning', () => {
  it.each([
    ['md5sum style', { 'manifest-sha256.txt': manifest(`${A} *data/a.txt`, LISTED[1] ?? '') }, 'MD5SUM_STYLE'],
    ['a leading ./', { 'manifest-sha256.txt': manifest(`${A}  ./data/a.txt`, LISTED[1] ?? '') }, 'PATH_NOT_TIDY'],
    ['one file twice with one checksum', { 'manifest-sha256.txt': manifest(...LISTED, LISTED[0] ?? '') }, 'LISTED_TWICE'],
    ['names that clash in case', { 'manifest-sha256.txt': manifest(...LISTED, `${A}  data/A.txt`) }, 'NAMES_CLASH'],
    [
      'a system file',
      { 'data/Thumbs.db': 't', 'bag-info.txt': null, 'manifest-sha256.txt': manifest(...LISTED, `${digest('t')}  data/Thumbs.db`) },
      'SYSTEM_FILE',
    ],
  ] as [string, Files, string][])('for %s, before version 1.0', async (_, files, code) => {
    const found = await codes(files, '0.97')
    expect(found.errors).toEqual([])
    expect(found.warnings).toContain(code)
  })
})

describe('npm run archive -- verify', () => {
  const run = (...args: string[]) => spawnSync(process.execPath, ['scripts/run-ts.mjs', 'scripts/archive.ts', ...args], { encoding: 'utf8' })
  it('ends with 0 and "valid", or with 1, the reasons and "invalid"', () => {
    expect(run('verify', plantBag())).toMatchObject({ status: 0, stdout: 'valid (0 errors, 0 warnings)\n' })
    const bad = run('verify', plantBag({ 'data/a.txt': null }))
    expect(bad.status).toBe(1)
    expect(bad.stdout).toContain('error MISSING data/a.txt')
    expect(run('verify', path.join('no', 'such', 'folder')).status).toBe(1)
    expect(run('verify').status).toBe(2)
  })
})
