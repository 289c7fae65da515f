import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { NO_PREVIOUS } from '../../../core/batch/limits.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { offerSealedBatch, sealBatch } from '../../../electron/services/batch-writer.ts'
import { openHeadOffice } from '../../../headoffice/head-office.ts'
import { readEnrolment, writeKeyRequest } from '../../../protocol/enrolment-file.ts'
import type { SealedBatch } from '../../../protocol/hob-build.ts'
import { newSecretKeys } from '../../../protocol/keys.ts'
import { layEmptyStore } from '../empty-store.ts'
import { Counter, caseRecord, NOW, newFolder, newHeadOffice, removeFolders } from './counter.ts'
import { readReceipts } from './read-receipts.ts'

afterAll(removeFolders)
const start = { appliedSeq: 0, head: NO_PREVIOUS }

describe('the head-office command line', () => {
  const cli = (...args: string[]) => spawnSync(process.execPath, ['scripts/run-ts.mjs', 'headoffice/cli.ts', ...args], { encoding: 'utf8', timeout: 240_000 })

  it('sets up, enrols, imports, answers, rebuilds and verifies; a stale lock is taken over', async () => {
    const [data, work] = [newFolder(), newFolder()]
    layEmptyStore(data)
    expect(cli('init', '--data', data, '--name', 'Head Office').status).toBe(0)
    const fingerprint = /fingerprint (\S+)/.exec(cli('init', '--data', path.join(data, 'x'), '--name', 'Other').stdout)?.[1] ?? ''
    const keys = await newSecretKeys()
    writeFileSync(path.join(work, 'keys.json'), writeKeyRequest('BR0001', 'Branch One', keys))
    writeFileSync(path.join(data, 'lock'), '999999999 gone\n')
    const enrolled = cli('enrol', path.join(work, 'keys.json'), '--data', data, '--out', path.join(work, 'enrolment.json'))
    const right = /fingerprint: (\S+)/.exec(enrolled.stdout)?.[1] ?? ''
    const file = readFileSync(path.join(work, 'enrolment.json'))
    expect(readEnrolment(file, keys, fingerprint)).toMatchObject({ ok: false, error: { code: 'ENROLMENT_INVALID' } })
    expect(readEnrolment(file, await newSecretKeys(), right)).toMatchObject({ ok: false, error: { code: 'ENROLMENT_NOT_OURS' } })
    const counter = new Counter(keys, readEnrolment(file, keys, right))
    await counter.seal([caseRecord()])
    const imported = cli('import', counter.outbox, '--data', data, '--out', path.join(work, 'back'))
    expect(imported).toMatchObject({ status: 0 })
    expect(imported.stdout).toContain('applied')
    const received = expectOk(await readReceipts({ folder: path.join(work, 'back'), keys, enrolment: counter.enrolment, down: start }))
    expect(received[0]?.receipts[0]?.results[0]?.outcome).toBe('applied')
    expect(cli('rebuild', '--data', data)).toMatchObject({ status: 0 })
    expect(cli('verify', '--data', data).stdout).toContain('database matches')
    expect(cli('import', work, '--data', data)).toMatchObject({ status: 1 })
    expect(cli('import', '--data', data).status).toBe(2)
  })

  it('does not begin to serve with less than the TLS it was told, and says what to give', () => {
    const data = newFolder()
    for (const [args, words] of [
      [['--client-ca', 'ca.pem'], '--client-ca'],
      [['--client-ca', 'ca.pem', '--behind-proxy'], 'have the proxy'],
      [['--tls-cert', 'cert.pem'], 'give --tls-key'],
      [['--tls-key', 'key.pem', '--behind-proxy'], 'give --tls-cert'],
    ] as const) {
      const { status, stderr } = cli('serve', ...args, '--port', '0', '--data', data)
      expect([args, status, stderr]).toEqual([args, 2, expect.stringContaining(words)])
    }
  })
})

describe('the way of a batch', () => {
  it('survives a crash between sealing and READY: the same bytes are offered again', async () => {
    const { office } = await newHeadOffice()
    const counter = await Counter.enrol(office)
    const stored: SealedBatch[] = []
    const request = {
      keys: counter.keys,
      enrolment: counter.enrolment,
      records: [caseRecord()],
      blobs: [],
      app: '0.1.0',
      createdAt: NOW,
      folder: counter.outbox,
    }
    const crash = {
      ...request,
      preparedBy: '1001',
      sealedBy: '1002',
      alloc: async () => ({ seq: 1, prev: NO_PREVIOUS }),
      sealed: async (batch: SealedBatch) => {
        stored.push(batch)
        throw new Error('power cut')
      },
    }
    await expect(sealBatch(crash)).rejects.toThrow('power cut')
    expect(await office.importBatches(counter.outbox)).toMatchObject({ ok: false, error: { code: 'BATCH_NOT_READY' } })
    for (const batch of stored) expectOk(await offerSealedBatch(counter.outbox, batch))
    expect(expectOk(await office.importBatches(counter.outbox)).batches[0]).toMatchObject({ outcome: { state: 'applied' } })
    expect(await sealBatch({ ...crash, sealedBy: '1001' })).toMatchObject({ ok: false, error: { code: 'DIFFERENT_PERSON_NEEDED' } })
    await office.close()
  })

  it('gives the receipt after a kill that left the database unclean', async () => {
    const { office, folder } = await newHeadOffice()
    const counter = await Counter.enrol(office)
    await counter.seal([caseRecord()])
    expectOk(await office.importBatches(counter.outbox))
    const hash = await office.projectionHash()
    await office.close()
    writeFileSync(path.join(folder, 'store.dirty'), 'open\n')
    writeFileSync(path.join(folder, 'spool', 'journal.ndjson'), `${readFileSync(path.join(folder, 'spool', 'journal.ndjson'), 'utf8')}{"n":4,"torn`)
    const again = expectOk(await openHeadOffice(folder, () => NOW))
    expect(await again.projectionHash()).toBe(hash)
    const receipts = expectOk(await again.importBatches(counter.outbox)).receipts ?? ''
    const files = ['READY', 'BR0001/READY'].map((name) => path.join(receipts, 'HOB', name))
    expect((await readReceipts({ folder: receipts, keys: counter.keys, enrolment: counter.enrolment, down: start })).ok).toBe(true)
    for (const file of files) writeFileSync(file, readFileSync(file, 'utf8').replace('BR0001', 'BR0002'))
    expect((await readReceipts({ folder: receipts, keys: counter.keys, enrolment: counter.enrolment, down: start })).ok).toBe(false)
    await again.close()
  })
})
