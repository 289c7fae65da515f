import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectOk, ok } from '../../../core/kernel/result.ts'
import { documentsOfCase } from '../../../db/repositories/documents.ts'
import { readPages } from '../../../electron/services/pdf-reread.ts'
import { queueCaseRecord } from '../../../electron/usecases/batch/case-record.ts'
import { openCaseFile } from '../../../electron/usecases/cases/case-file.ts'
import { signCopies } from '../../../electron/usecases/contract/sign-copies.ts'
import { setCertificate, viewCertificate } from '../../../electron/usecases/contract/signing-certificate.ts'
import { makeP12 } from '../../fixtures/paper/p12.ts'
import { missingValidator, preflight } from '../debian/java-validator.ts'
import { openTestBranch, type TestBranch } from '../usecases/test-branch.ts'
import { entryOf, startWalk, type Walk, walkTo } from '../usecases/walk.ts'

const noPdfsig = spawnSync('pdfsig', ['-v']).error !== undefined
if (noPdfsig) console.log('not run here: pdfsig (poppler-utils) not installed')
const folder = mkdtempSync(path.join(tmpdir(), 'signature-'))
const PASSWORD = '只在测试里 p12'
const DAY = 86_400_000

let branch: TestBranch
let walk: Walk
beforeAll(async () => {
  branch = await openTestBranch()
  walk = await startWalk(branch, entryOf(branch, 'mortgage-1'))
  await walkTo(walk, 'drawUp')
})
afterAll(async () => {
  await branch.remove()
  rmSync(folder, { recursive: true, force: true })
})

const p12 = (fromDays: number, toDays: number): Uint8Array => {
  const now = Date.parse(branch.counter.clock.now())
  return makeP12({ holder: '示例商业银行示例支行', password: PASSWORD, from: new Date(now + fromDays * DAY), to: new Date(now + toDays * DAY) })
}
const set = (file: Uint8Array, password = PASSWORD) => setCertificate(branch.counter, branch.administrator, { file, password })
const sign = (password = PASSWORD) => signCopies(branch.counter, branch.staff.officer, { caseId: walk.caseId, password })
const contracts = async () =>
  (await branch.counter.database.read((reader) => documentsOfCase(reader, walk.caseId))).filter(
    ({ kind, supersededAt }) => ['LOAN_CONTRACT', 'MORTGAGE_CONTRACT'].includes(kind) && supersededAt === null,
  )
const bytesOf = async (ref: string): Promise<Uint8Array> => expectOk(await branch.counter.papers.get(ref))

/** What poppler says of the signature, without the branch's trust in it: the certificate signed itself. */
function pdfsig(bytes: Uint8Array): string {
  const file = path.join(folder, 'signed.pdf')
  writeFileSync(file, bytes)
  return execFileSync('pdfsig', ['-nocert', file], { encoding: 'utf8' })
}

describe('the certificate of the branch', () => {
  it('is refused by name when it is no certificate file, its password is wrong, it has run out or is not valid yet; nothing is set', async () => {
    expect(await set(new TextEncoder().encode('%PDF-1.4 a contract'))).toMatchObject({ ok: false, error: { code: 'CERTIFICATE_UNREADABLE' } })
    expect(await set(p12(-1, 365).subarray(0, 900))).toMatchObject({ ok: false, error: { code: 'CERTIFICATE_UNREADABLE' } })
    expect(await set(p12(-1, 365), 'wrong')).toMatchObject({ ok: false, error: { code: 'CERTIFICATE_PASSWORD_WRONG' } })
    expect(await set(p12(-400, -2))).toMatchObject({ ok: false, error: { code: 'CERTIFICATE_EXPIRED', details: { holder: '示例商业银行示例支行' } } })
    expect(await set(p12(2, 365))).toMatchObject({ ok: false, error: { code: 'CERTIFICATE_NOT_YET_VALID' } })
    expect(expectOk(await viewCertificate(branch.counter))).toEqual({ certificate: null })
  })

  it('signs nothing before it is set, and no contract before the customer signed it on paper', async () => {
    expect(await sign()).toMatchObject({ ok: false, error: { code: 'STEP_NOT_DONE' } })
    await walkTo(walk, 'sign')
    expect(await sign()).toMatchObject({ ok: false, error: { code: 'CERTIFICATE_NOT_SET' } })
  })
})

describe('the electronic copies of signed contracts', () => {
  it('bear a signature that poppler finds valid over the whole file; the signed copy is the one on record, sent and filed', async () => {
    expect(expectOk(await set(p12(-1, 365))).certificate).toMatchObject({ holder: '示例商业银行示例支行' })
    expect(await sign('wrong')).toMatchObject({ ok: false, error: { code: 'CERTIFICATE_PASSWORD_WRONG' } })
    const printed = await contracts()
    const texts = await Promise.all(printed.map(async ({ blobRef }) => readPages(await bytesOf(blobRef))))
    expect(expectOk(await sign())).toEqual({ signed: 2 })
    const filed = await contracts()
    expect(filed.map(({ signatureHolder }) => signatureHolder)).toEqual(['示例商业银行示例支行', '示例商业银行示例支行'])
    for (const [at, document] of filed.entries()) {
      const bytes = await bytesOf(document.blobRef)
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(document.sha256)
      expect(document.sha256).not.toBe(printed[at]?.sha256)
      expect(bytes.length).toBe(document.bytes)
      expect(await readPages(bytes)).toEqual(texts[at])
      if (noPdfsig) continue
      expect(pdfsig(bytes)).toMatch(/Signature is Valid/)
      expect(pdfsig(bytes)).toMatch(/Total document signed/)
      const touched = Uint8Array.from(bytes)
      const place = Buffer.from(bytes).indexOf('/MediaBox') + 2
      touched[place] = (touched[place] ?? 0) ^ 1
      expect(pdfsig(touched)).toMatch(/Digest Mismatch/)
    }
    const { counter } = branch
    const sent = await counter.database.write(async (tx) => {
      await queueCaseRecord(counter, tx, expectOk(await openCaseFile(counter, tx, walk.caseId)))
      return ok(await tx.all('SELECT * FROM outbox'))
    })
    for (const { sha256 } of filed) expect(JSON.stringify(expectOk(sent))).toContain(sha256)
  })

  it('stay PDF/A-1b to an independent validator', async () => {
    if (missingValidator().length > 0) return console.log('not run here: no PDF/A validator installed')
    for (const { number, blobRef } of await contracts()) {
      const file = path.join(folder, `${number}.pdf`)
      writeFileSync(file, await bytesOf(blobRef))
      expect(preflight(file), number).toBe('valid')
    }
  })

  it('are signed once, and the database lets nobody change or take away a signature', async () => {
    expect(expectOk(await sign())).toEqual({ signed: 0 })
    const { database } = branch.counter
    await expect(database.write((tx) => tx.run("UPDATE document_signature SET holder = 'x'", []).then(ok))).rejects.toThrow('fixed')
    await expect(database.write((tx) => tx.run('DELETE FROM document_signature', []).then(ok))).rejects.toThrow('kept')
  })

  it('are not signed any more once the volume is filed', async () => {
    await walkTo(walk, walk.line.at(-1)?.name ?? '')
    expect(await sign()).toMatchObject({ ok: false, error: { code: 'TRANSITION_NOT_ALLOWED' } })
  })
})
