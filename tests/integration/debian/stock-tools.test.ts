import { execFileSync, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
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

const GOLDEN = path.join(import.meta.dirname, '../../fixtures/hob')

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

  it('so are the golden ones: what docs/batch-format.md tells to type opens each of them', () => {
    const keys = JSON.parse(readFileSync(path.join(GOLDEN, 'keys.json'), 'utf8'))
    let opened = 0
    for (const [way, signer, reader] of [['up', keys.branch, keys.office] as const, ['down', keys.office, keys.branch] as const]) {
      writeFileSync(at('signer.pub'), publicKeyFile(signer.sign))
      writeFileSync(at('reader.key'), `${reader.receive.identity}\n`)
      const hob = path.join(GOLDEN, way, 'HOB')
      for (const name of readdirSync(path.join(hob, 'BR0001'))) {
        const envelope = path.join(hob, 'BR0001', name, 'envelope.json')
        const said = execFileSync('minisign', ['-V', '-p', at('signer.pub'), '-m', envelope], { encoding: 'utf8' })
        expect(said).toContain(`Trusted comment: hob/1 BR0001 1 ${name.split('-')[1]}`)
        const bag = at(`golden-${way}-${name}`)
        mkdirSync(bag)
        for (const { sha256 } of JSON.parse(readFileSync(envelope, 'utf8')).parts) {
          writeFileSync(at('golden.tar'), execFileSync('age', ['-d', '-i', at('reader.key'), path.join(hob, 'parts', sha256.slice(0, 2), sha256)]))
          execFileSync('tar', ['-xf', at('golden.tar'), '-C', bag])
        }
        for (const manifest of ['manifest-sha256.txt', 'tagmanifest-sha256.txt']) execFileSync('sha256sum', ['--check', '--quiet', manifest], { cwd: bag })
        opened++
      }
    }
    expect(opened).toBe(7)
  })
})
