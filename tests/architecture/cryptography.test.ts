import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { sourceFiles } from './source-files.ts'

/** What BoringSSL (Electron) and OpenSSL (Node) both have (shell.md, rulings 14); Argon2id comes from @node-rs/argon2. */
const NAMES = new Set(['Hash', 'KeyObject', 'createCipheriv', 'createDecipheriv', 'createHash', 'createHmac', 'createPrivateKey', 'createPublicKey'])
for (const name of ['createSecretKey', 'generateKeyPairSync', 'hkdfSync', 'randomBytes', 'randomUUID', 'sign', 'timingSafeEqual', 'verify']) NAMES.add(name)
// Reads a certificate; BoringSSL parses X.509 itself.
NAMES.add('X509Certificate')
const ALGORITHMS = new Set(['aes-256-gcm', 'ed25519', 'sha256', 'x25519'])
/** RFC 8493: a bag made by somebody else is verified by whatever digests its manifests name. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  'protocol/hashing.ts': ['algorithm'],
  // Probed at start, with a portable cipher in its place where the engine has none (ADR 0055).
  'protocol/age-stream.ts': ['chacha20-poly1305', 'chacha20-poly1305'],
  // The one-shot SHA-256 of Node 22: head office runs on Node alone (ADR 0151).
  'headoffice/store/keyed-hash.ts': ['hash'],
}

/** Names imported from node:crypto, and algorithms named, that are not on the lists. */
function foreign(source: string): string[] {
  const imports = [...source.matchAll(/import\s+([^;'"]*?)\s+from\s+['"](?:node:)?crypto['"]/g)].flatMap(([, what = '']) =>
    what.startsWith('{')
      ? what
          .replace(/[{}]|\btype\b/g, '')
          .split(',')
          .map((name) => name.trim())
          .filter(Boolean)
      : [what],
  )
  const named = [...source.matchAll(/\b(?:createHash|createHmac|createCipheriv|createDecipheriv|generateKeyPairSync|hkdfSync)\(\s*([^,)\s]+)/g)].map(
    ([, first = '']) => first.replace(/^['"](.*)['"]$/, '$1'),
  )
  return [...imports.filter((name) => !NAMES.has(name)), ...named.filter((name) => !ALGORITHMS.has(name))]
}

describe('cryptography in the product', () => {
  it.each(sourceFiles(/^(?:core|db|electron|protocol|headoffice|renderer)\/.*\.(?:ts|vue)$/))('%s uses only what Electron has too', (file) => {
    expect(foreign(readFileSync(file, 'utf8'))).toEqual(ALLOWED[file] ?? [])
  })

  it.each([
    ["import { argon2, createHash } from 'node:crypto'", ['argon2']],
    ["import * as crypto from 'node:crypto'", ['* as crypto']],
    ["import crypto from 'crypto'", ['crypto']],
    ["createHash('sm3').update(a)", ['sm3']],
    ['createCipheriv("aes-256-cbc", key, iv)', ['aes-256-cbc']],
    ['createHash(name)', ['name']],
    ["generateKeyPairSync('rsa', {})", ['rsa']],
  ])('notices %s', (source, found) => expect(foreign(source)).toEqual(found))
})
