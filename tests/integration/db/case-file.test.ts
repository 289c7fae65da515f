import { randomUUID } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addMonths } from '../../../core/kernel/calendar.ts'
import { fen } from '../../../core/kernel/fen.ts'
import { asId, type CaseId, type DocumentId, type PaperId, sha256 } from '../../../core/kernel/ids.ts'
import { expectOk, ok } from '../../../core/kernel/result.ts'
import { inspectDatabase } from '../../../db/inspect.ts'
import { type DocumentRecord, documents, documentsOfCase, findDocument, nextDocumentVersion } from '../../../db/repositories/documents.ts'
import { drafts, findDraft, latestDraft } from '../../../db/repositories/drafts.ts'
import { instalments, instalmentsOf } from '../../../db/repositories/instalments.ts'
import { notices, noticesOfCase } from '../../../db/repositories/notices.ts'
import { asPaper, findPaper, type PaperRecord, papers, papersOfCase } from '../../../db/repositories/papers.ts'
import { pdfSignatures } from '../../../db/repositories/pdf-signatures.ts'
import { casesWithProof, findRegistration, registrationEvents, registrations } from '../../../db/repositories/registrations.ts'
import { waivers, waiversOfCase } from '../../../db/repositories/waivers.ts'
import type { Reader, Writer } from '../../../db/sql.ts'
import { AT, type Branch, insertCase, later, MIGRATIONS, makeBranch, TODAY, vault } from './branch-fixture.ts'

let branch: Branch
let caseId: CaseId
beforeAll(async () => {
  branch = await makeBranch()
  caseId = (await insertCase(branch)).caseId
})
afterAll(() => branch.remove())
const write = async <T>(change: (tx: Writer) => Promise<T>): Promise<T> => expectOk(await branch.database.write(async (tx) => ok(await change(tx))))
const read = <T>(query: (reader: Reader) => Promise<T>): Promise<T> => branch.database.read(query)

const paper = (over: Partial<PaperRecord> = {}): PaperRecord => ({
  paperId: asId<PaperId>(randomUUID()),
  caseId,
  itemId: 'D101',
  party: 'B',
  sha256: sha256('a'.repeat(64)),
  blobRef: 'c'.repeat(32),
  media: 'application/pdf',
  bytes: 1000,
  pages: 2,
  receivedAt: AT,
  receivedBy: branch.people.teller,
  issuedOn: TODAY,
  expiresOn: null,
  signedBy: ['B', 'CM1'],
  form: 'V',
  verdict: 'UNCHECKED',
  defects: [],
  note: '',
  checkedAt: null,
  checkedBy: null,
  supersededAt: null,
  ...over,
})

describe('drafts', () => {
  it('are one for a case and person, the newest over the older (S2)', async () => {
    const { teller, first } = branch.people
    const draft = { draftId: randomUUID(), staffId: teller, caseId, productCode: 'P', savedAt: AT, lastField: null, body: { borrower: { name: '测试𬱖' } } }
    const again = { ...draft, draftId: randomUUID(), savedAt: later(1), body: { borrower: { name: '改名' } } }
    const others = { ...draft, draftId: randomUUID(), staffId: first, savedAt: later(2) }
    for (const one of [draft, again, others]) await write((tx) => drafts(tx, vault).save(one))
    expect(await read((reader) => findDraft(reader, vault, caseId, teller))).toEqual(again)
    expect(await read((reader) => latestDraft(reader, vault, caseId))).toEqual(others)
    await write((tx) => drafts(tx, vault).removeOfCase(caseId))
    expect(await read((reader) => latestDraft(reader, vault, caseId))).toBeNull()
  })
})

describe('papers', () => {
  it('are received, judged with a sealed note, and superseded', async () => {
    const [one, two] = [paper(), paper({ itemId: 'D102', receivedAt: later(1) })]
    for (const each of [one, two]) await write((tx) => papers(tx, vault).insert(each))
    const judged = { verdict: 'DEFECT' as const, defects: ['E07' as const], note: '缺公章', checkedAt: later(2), checkedBy: branch.people.first }
    await write((tx) => papers(tx, vault).judge(one.paperId, judged))
    expect(await read((reader) => findPaper(reader, vault, one.paperId))).toEqual({ ...one, ...judged })
    expect(asPaper({ ...one, ...judged })).toMatchObject({ id: one.paperId, verdict: 'DEFECT', defects: ['E07'], signedBy: ['B', 'CM1'] })
    await write((tx) => papers(tx, vault).supersede(one.paperId, later(3)))
    expect(await read((reader) => papersOfCase(reader, vault, caseId))).toEqual([two])
    await expect(write((tx) => papers(tx, vault).judge(two.paperId, { ...judged, defects: [] }))).rejects.toThrow('ck_case_document_defect_named')
    await expect(write((tx) => tx.run('DELETE FROM case_document'))).rejects.toThrow('kept')
  })

  it('are waived with a sealed reason, the later waiver in place of the earlier', async () => {
    const { first, manager } = branch.people
    const waiver = { caseId, itemId: 'D103', party: 'B' as const, askedBy: first, grantedBy: manager, grantedAt: AT, reason: '客户说明', expiresOn: null }
    const renewed = { ...waiver, reason: '延期', expiresOn: addMonths(TODAY, 1) }
    for (const one of [waiver, renewed]) await write((tx) => waivers(tx, vault).grant(one))
    expect(await read((reader) => waiversOfCase(reader, vault, caseId))).toEqual([renewed])
  })
})

describe('documents', () => {
  /** No certificate has signed these. */
  const UNSIGNED = { signatureHolder: null, signatureAt: null }
  const document = (version: number): DocumentRecord => ({
    documentId: asId<DocumentId>(randomUUID()),
    caseId,
    kind: 'DEFICIENCY_NOTICE',
    number: 'BJ1',
    version,
    sha256: sha256('b'.repeat(64)),
    blobRef: 'd'.repeat(32),
    bytes: 5000,
    pages: 1,
    madeAt: later(version),
    madeBy: branch.people.teller,
    supersededAt: null,
    book: null,
    layout: 'LAYOUT@1 ab',
  })

  it('are versions of which the last one counts, and their bytes never change', async () => {
    const [one, two] = [document(1), document(2)]
    expect(await read((reader) => nextDocumentVersion(reader, caseId, 'DEFICIENCY_NOTICE', 'BJ1'))).toBe(1)
    for (const each of [one, two]) await write((tx) => documents(tx).insert(each))
    expect(await read((reader) => nextDocumentVersion(reader, caseId, 'DEFICIENCY_NOTICE', 'BJ1'))).toBe(3)
    expect(await read((reader) => documentsOfCase(reader, caseId))).toEqual([
      { ...one, ...UNSIGNED, supersededAt: two.madeAt },
      { ...two, ...UNSIGNED },
    ])
    expect(await read((reader) => findDocument(reader, two.documentId))).toEqual({ ...two, ...UNSIGNED })
    await expect(write((tx) => tx.run('UPDATE document SET sha256 = ?', ['0']))).rejects.toThrow('fixed')
    const notice = { caseId, ordinal: 1, issuedAt: AT, issuedBy: branch.people.teller, dueOn: TODAY, items: ['D101 B'], documentId: two.documentId }
    await write((tx) => notices(tx).insert(notice))
    expect(await read((reader) => noticesOfCase(reader, caseId))).toEqual([notice])
  })

  it('and papers are all named for the backup, a signed copy and the certificate that signed it too', async () => {
    const notice = (await read((reader) => documentsOfCase(reader, caseId))).at(-1)
    const certificate = { holder: '测试银行', serial: '01', validFrom: TODAY, validTo: addMonths(TODAY, 12), setBy: branch.people.manager, setAt: AT }
    await write((tx) => pdfSignatures(tx).setCertificate({ ...certificate, blobRef: 'e'.repeat(32) }))
    const signed = { documentId: notice?.documentId ?? asId<DocumentId>(''), sha256: sha256('f'.repeat(64)), bytes: 6000, holder: '测试银行', serial: '01' }
    await write((tx) => pdfSignatures(tx).insert({ ...signed, blobRef: 'f'.repeat(32), signedBy: branch.people.manager, signedAt: AT }))
    const copy = `${branch.file}.copy`
    await branch.database.copyTo(copy)
    const facts = await inspectDatabase(copy)
    const newest = Math.max(...(await readdir(MIGRATIONS)).map((name) => Number.parseInt(name, 10)))
    expect(facts).toMatchObject({
      schemaVersion: newest,
      audit: { entries: 0, intact: true },
      paperRefs: ['c', 'd', 'e', 'f'].map((letter) => letter.repeat(32)),
    })
  })
})

describe('a registration', () => {
  it('keeps its steps, and its proof number is found again', async () => {
    const { first, second } = branch.people
    const draft = { caseId, state: 'DRAFT' as const, submittedOn: null, proof: null, confirmedBy: null, effectiveOn: null, note: '', updatedAt: AT }
    const proof = { proofNo: '京(2026)朝不动产证明第0000001号', issuedOn: TODAY, mortgagee: '测试银行', securedFen: fen(50_000_000), enteredBy: first }
    const effective = {
      ...draft,
      state: 'EFFECTIVE' as const,
      submittedOn: TODAY,
      proof,
      confirmedBy: second,
      effectiveOn: TODAY,
      note: '核对',
      updatedAt: later(9),
    }
    await write((tx) => registrations(tx, vault).save(draft, { maker: first, checker: null }))
    await write((tx) => registrations(tx, vault).save(effective, { maker: first, checker: second }))
    expect(await read((reader) => findRegistration(reader, vault, caseId))).toEqual(effective)
    expect((await read((reader) => registrationEvents(reader, vault, caseId))).map(({ fromState, toState }) => [fromState, toState])).toEqual([
      [null, 'DRAFT'],
      ['DRAFT', 'EFFECTIVE'],
    ])
    expect(await read((reader) => casesWithProof(reader, vault, '京（2026）朝不动产证明第0000001号'))).toEqual([caseId])
    expect(await read((reader) => casesWithProof(reader, vault, '另一号'))).toEqual([])
  })
})

describe('a schedule', () => {
  it('comes back row by row to the fen', async () => {
    const rows = Array.from({ length: 360 }, (_, row) => ({
      index: row + 1,
      dueOn: addMonths(TODAY, row + 1),
      days: 30,
      principalFen: fen(1_000_000_000_000 - row),
      interestFen: fen(row),
      totalFen: fen(1_000_000_000_000),
      balanceFen: fen(360 - row),
    }))
    const contract = `INSERT INTO contract (case_id, rev, contract_no, iou_no, sealed_terms, terms_sha256, drawn_up_by, drawn_up_at)
      VALUES (?, 1, 'JK1', 'JJ1', x'00', '0', ?, ?)`
    await write((tx) => tx.run(contract, [caseId, branch.people.first, AT]))
    await write((tx) => instalments(tx).insertAll(caseId, 1, rows))
    expect(await read((reader) => instalmentsOf(reader, caseId, 1))).toEqual(rows)
    await expect(write((tx) => instalments(tx).insertAll(caseId, 2, rows))).rejects.toMatchObject({ code: 'SQLITE_CONSTRAINT' })
  })
})
