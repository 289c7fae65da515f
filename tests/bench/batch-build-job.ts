// One batch of 64 MiB, built and stored as a branch does it; a process of its own, so that its memory can be told.
import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { NO_PREVIOUS } from '../../core/batch/limits.ts'
import { expectOk } from '../../core/kernel/result.ts'
import { sealAge } from '../../protocol/age-file.ts'
import { fastestCipher, portableCipher } from '../../protocol/age-stream.ts'
import { deflatePart } from '../../protocol/gzip-part.ts'
import { buildBatch } from '../../protocol/hob-build.ts'
import { partStore, publishBatch } from '../../protocol/hob-layout.ts'
import { newSecretKeys } from '../../protocol/keys.ts'
import type { SealPart } from '../../protocol/seal-part.ts'

const [, , blobFolder = '', outbox = '', recipient = '', cipher = ''] = process.argv
/** With `portable`, by the cipher an engine has that lacks age's own, as Electron does. */
const seal: SealPart = (plain, compressed, to) => sealAge(compressed ? deflatePart(plain) : plain, to, cipher === 'portable' ? portableCipher : fastestCipher)
const names: { sha256: string; bytes: number }[] = JSON.parse(readFileSync(path.join(blobFolder, 'index.json'), 'utf8'))
const keys = await newSecretKeys()
const start = performance.now()
const blobs = names.map(({ sha256, bytes }) => ({ sha256, bytes, read: () => readFile(path.join(blobFolder, sha256)) }))
const draft = { kind: 'up' as const, branch: 'BR0001', epoch: 1, seq: 1, prev: NO_PREVIOUS, created: '2026-11-23T08:00:00Z', app: 'bench' }
const people = { recipients: [recipient], preparedBy: '1001', sealedBy: '1002' }
const sealed = expectOk(await buildBatch({ ...draft, ...people, records: [], blobs, partBytes: 1 << 20, seal }, keys.sign, partStore(outbox)))
await publishBatch(outbox, sealed)
const wallMs = performance.now() - start
console.log(JSON.stringify({ wallMs, rssMb: process.resourceUsage().maxRSS / 1024, plainBytes: sealed.envelope.counts.plainBytes }))
