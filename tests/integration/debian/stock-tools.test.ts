import { execFileSync, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { NO_PREVIOUS } from '../../../core/batch/limits.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { verifyBag } from '../../../protocol/bag-verify.ts'
import { sha256Hex } from '../../../protocol/hashing.ts'
import { buildBatch } from '../../../protocol/hob-build.ts'
import { newSecretKeys } from '../../../protocol/keys.ts'
import { publicKeyFile } from '../../../protocol/minisign.ts'

const missing = ['age', 'minisign', 'tar', 'sha256sum'].filter((tool) => spawnSync(tool, ['--help']).error !== undefined)
if (missing.length > 0) console.log(`not run here: ${missing.join(', ')} not installed`)

describe.runIf(missing.length === 0)('a batch opened without our code', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'stock-'))
  const at = (name: string): string => path.join(folder, name)
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('verifies by minisign, opens by age and tar, and is a bag whose checksums sha256sum confirms', async () => {
    const [branch, office] = [await newSecretKeys(), await newSecretKeys()]
    const blob = randomBytes(9_000_000)
    const parts = new Map<string, Uint8Array>()
    const draft = { kind: 'up' as const, branch: 'BR0001', epoch: 1, seq: 1, prev: NO_PREVIOUS, created: '2026-11-23T08:00:00Z', app: '0.1.0' }
    const source = { sha256: sha256Hex(blob), bytes: blob.length, read: async () => blob }
    const people = { preparedBy: '1001', sealedBy: '1002', recipients: [office.receive.recipient], records: [], blobs: [source] }
    const sealed = expectOk(await buildBatch({ ...draft, ...people }, branch.sign, async (sha256, bytes) => void parts.set(sha256, bytes)))

    writeFileSync(at('envelope.json'), sealed.envelopeBytes)
    writeFileSync(at('envelope.json.minisig'), sealed.signature)
    writeFileSync(at('branch.pub'), publicKeyFile(branch.sign))
    const said = execFileSync('minisign', ['-V', '-p', at('branch.pub'), '-m', at('envelope.json')], { encoding: 'utf8' })
    expect(said).toContain('Trusted comment: hob/1 BR0001 1 1')

    writeFileSync(at('office.key'), `${office.receive.identity}\n`)
    mkdirSync(at('bag'))
    for (const part of sealed.envelope.parts) {
      writeFileSync(at('part.age'), parts.get(part.sha256) ?? '')
      // tar finds out by itself that lane 0 is compressed.
      writeFileSync(at('part.tar'), execFileSync('age', ['-d', '-i', at('office.key'), at('part.age')], { maxBuffer: 1 << 27 }))
      execFileSync('tar', ['-xf', at('part.tar'), '-C', at('bag')])
    }
    for (const manifest of ['manifest-sha256.txt', 'tagmanifest-sha256.txt']) execFileSync('sha256sum', ['--check', '--quiet', manifest], { cwd: at('bag') })
    expect((await verifyBag(at('bag'))).errors).toEqual([])
    const slices = [0, 1].map((slice) => readFileSync(at(`bag/data/blobs/${source.sha256}.000${slice}`)))
    expect(sha256Hex(Buffer.concat(slices))).toBe(source.sha256)

    writeFileSync(at('envelope.json'), Buffer.concat([sealed.envelopeBytes, Buffer.from(' ')]))
    expect(spawnSync('minisign', ['-V', '-p', at('branch.pub'), '-m', at('envelope.json')]).status).not.toBe(0)
  })
})
