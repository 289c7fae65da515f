/**
 * Electron links BoringSSL, Node OpenSSL: an algorithm that works in tests may be missing in the application.
 * Main code may use these of `node:crypto` and no other (shell.md, "What differs from real Electron").
 */
const FUNCTIONS = new Set([
  'createCipheriv',
  'createDecipheriv',
  'createHash',
  'createHmac',
  'createPrivateKey',
  'createPublicKey',
  'createSecretKey',
  'generateKeyPair',
  'generateKeyPairSync',
  'hkdf',
  'hkdfSync',
  'randomBytes',
  'randomInt',
  'randomUUID',
  'sign',
  'timingSafeEqual',
  'verify',
  'X509Certificate',
  'KeyObject',
  'Hash',
  'Hmac',
  'CipherGCM',
  'DecipherGCM',
])
const ALGORITHMS = new Set(['aes-256-gcm', 'sha256', 'ed25519', 'x25519'])
const NAMED_BY = /\b(?:createCipheriv|createDecipheriv|createHash|createHmac|generateKeyPair|generateKeyPairSync|hkdf|hkdfSync)\(\s*([^,)\s]+)/g

/** Complaints about one source file. @example cryptoComplaints("import { createHash } from 'node:crypto'; createHash('md5')") */
export function cryptoComplaints(source: string): string[] {
  const complaints: string[] = []
  for (const [whole] of source.matchAll(/import\s+(?!type\b|\{)[^'"]*from\s+['"](?:node:)?crypto['"]|(?:require|import)\(\s*['"](?:node:)?crypto['"]/g))
    complaints.push(`import by name instead: ${whole}`)
  for (const [, names] of source.matchAll(/import\s+(?:type\s+)?\{([^}]*)\}\s+from\s+['"](?:node:)?crypto['"]/g)) {
    for (const name of (names ?? '').split(',').map((word) => word.trim().replace(/^type\s+/, ''))) {
      // A second name would hide the algorithm from the check below.
      if (name !== '' && !FUNCTIONS.has(name)) complaints.push(`${name} is not among the functions allowed`)
    }
  }
  for (const [, argument] of source.matchAll(NAMED_BY)) {
    const algorithm = /^['"](.+)['"]$/.exec(argument ?? '')?.[1]
    if (!algorithm || !ALGORITHMS.has(algorithm)) complaints.push(`${argument} is not among the algorithms allowed`)
  }
  return complaints
}
