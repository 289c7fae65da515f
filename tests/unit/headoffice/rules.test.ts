import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ComparedCase, crossFindings } from '../../../core/batch/cross-check.ts'
import { applicantKey, collateralKey } from '../../../core/batch/cross-keys.ts'
import type { CaseEscalatedBody, CaseEscalatedBody2 } from '../../../core/batch/escalation.ts'
import { checkOfficeProposal, type OfficeProposal } from '../../../core/batch/office-decision.ts'
import { officeRolesAllowed } from '../../../core/people/office-roles.ts'
import { diffLines } from '../../../headoffice/console/diff-lines.ts'
import { fenOf, percent, rateOf } from '../../../headoffice/console/format.ts'
import { gaps, skewOf } from '../../../headoffice/console-api/branch-routes.ts'
import { checkPack } from '../../../headoffice/console-api/check-pack.ts'
import { mayListen, tlsOf } from '../../../headoffice/serve.ts'
import { rowSeal } from '../../../headoffice/store/row-seal.ts'

const asked = { limits: { limitFen: '30000000', rateFrom: 43000, rateTo: 48000 } } as CaseEscalatedBody
const proposal: OfficeProposal = { outcome: 'APPROVED', amountFen: '30000000', annualRate: 43500, conditions: [], reasonCodes: [], reason: '' }
const codeOf = (change: Partial<OfficeProposal>, of: CaseEscalatedBody | CaseEscalatedBody2 = asked): string => {
  const checked = checkOfficeProposal(of, { ...proposal, ...change })
  return checked.ok ? 'ok' : checked.error.code
}

describe('a decision of head office', () => {
  it('keeps to the limit and the rates the branch was given, to the fen and to the last digit', () => {
    expect([codeOf({}), codeOf({ amountFen: '30000001' }), codeOf({ amountFen: '0' }), codeOf({ amountFen: null })]).toEqual([
      'ok',
      ...Array(3).fill('AMOUNT_ABOVE_LIMIT'),
    ])
    expect([codeOf({ annualRate: 43000 }), codeOf({ annualRate: 42999 }), codeOf({ annualRate: 48001 })]).toEqual([
      'ok',
      'RATE_OUT_OF_RANGE',
      'RATE_OUT_OF_RANGE',
    ])
  })
  it('is on terms a contract can state: whole basis points, and more than what others are paid out of it', () => {
    expect([codeOf({ annualRate: 43501 }), codeOf({ annualRate: 43499 }), codeOf({ annualRate: 43400 })]).toEqual(['RATE_OFF_GRID', 'RATE_OFF_GRID', 'ok'])
    const mixed: CaseEscalatedBody2 = { ...asked, mixedPayeeFen: '20000000' }
    expect(['20000000', '20000001', '30000000'].map((amountFen) => codeOf({ amountFen }, mixed))).toEqual(['PAYEE_ABOVE_LOAN', 'ok', 'ok'])
  })
  it('is in words that the branch can print: the field is named with the character and its number', () => {
    const refused = (change: Partial<OfficeProposal>) => checkOfficeProposal(asked, { ...proposal, ...change })
    expect(codeOf({ reason: '同意，年内\t可\r\n提前还款：≤ 3 次（①②㎡）𠮷', conditions: ['“双人”到场——A—B·C％'] })).toBe('ok')
    expect(refused({ reason: '同意👍' })).toMatchObject({ error: { code: 'PDF_CHARACTER_MISSING', details: { field: 'reason', characters: ['U+1F44D 👍'] } } })
    expect(refused({ conditions: ['落实', '由𰻞某到场\u0007'] })).toMatchObject({
      error: { details: { field: 'conditions', characters: ['U+30EDE 𰻞', 'U+0007'] } },
    })
  })
  it('needs reason codes to reject and a reason to return', () => {
    expect([codeOf({ outcome: 'REJECTED' }), codeOf({ outcome: 'REJECTED', reasonCodes: ['R04'] })]).toEqual(['REJECTION_CODES_WRONG', 'ok'])
    expect([codeOf({ outcome: 'RETURNED', reason: ' ' }), codeOf({ outcome: 'RETURNED', reason: 'x' })]).toEqual(['REASON_MISSING', 'ok'])
  })
})

describe('what is compared across branches', () => {
  const own: ComparedCase = { branch: 'BR0001', caseId: 'a', line: 'IND_BIZ', state: 'ACTIVE', businessDate: '2026-11-23' }
  const other = (change: Partial<ComparedCase>): ComparedCase => ({ ...own, branch: 'BR0002', caseId: 'b', ...change })
  const kinds = (applicant: ComparedCase[], collateral: ComparedCase[] = []): string[] =>
    crossFindings(own, { applicant, collateral }).map((found) => found.kind)
  it('is the same person elsewhere, a split within thirty days of the same line, a pledged thing anywhere', () => {
    expect(kinds([other({})])).toEqual(['APPLICANT', 'SPLIT_LOAN'])
    expect(kinds([other({ businessDate: '2026-10-24' })])).toEqual(['APPLICANT', 'SPLIT_LOAN'])
    expect(kinds([other({ businessDate: '2026-10-23' })])).toEqual(['APPLICANT'])
    expect(kinds([other({ line: 'IND_CONSUME' })])).toEqual(['APPLICANT'])
    expect(kinds([other({ branch: 'BR0001' })])).toEqual(['SPLIT_LOAN'])
    expect(kinds([], [other({ branch: 'BR0001' })])).toEqual(['COLLATERAL'])
  })
  it('is no case that has ended, and not the case itself', () => {
    expect(kinds([other({ state: 'SETTLED' }), other({ state: 'REJECTED' }), own], [other({ state: 'WITHDRAWN' })])).toEqual([])
  })
  it('is nothing for a case that has itself ended', () => {
    const ended = { ...own, state: 'SETTLED' }
    expect(crossFindings(ended, { applicant: [other({})], collateral: [other({})] })).toEqual([])
  })
  it('does not depend on how a number is written', () => {
    expect(applicantKey(' １１０１０５-19491231 002x')).toEqual(applicantKey('11010519491231002X'))
    expect(collateralKey({ kind: 'VEHICLE', key: 'lsv 123' })).toEqual(collateralKey({ kind: 'VEHICLE', key: 'LSV123' }))
  })
})

describe('sealed rows', () => {
  const seal = rowSeal(randomBytes(32).toString('base64'))
  it('open only at their place, are the same each time, and hashes need the key', () => {
    expect(seal.seal('a', '测试甲')).toBe(seal.seal('a', '测试甲'))
    expect(seal.open('a', seal.seal('a', '测试甲'))).toBe('测试甲')
    expect(() => seal.open('b', seal.seal('a', '测试甲'))).toThrow()
    expect(seal.hash(applicantKey('1'))).not.toBe(rowSeal(randomBytes(32).toString('base64')).hash(applicantKey('1')))
  })
})

describe('the console', () => {
  it('names every missing batch before one that waits', () => expect(gaps(3, [6, 7, 9])).toEqual([4, 5, 8]))
  it('takes amounts and rates as they are typed, and nothing else', () => {
    expect([fenOf('250,000.5'), fenOf('1'), fenOf('1.234'), fenOf('-1')]).toEqual(['25000050', '100', null, null])
    expect([rateOf('4.35'), rateOf('4'), rateOf('x'), percent(43500), percent(43525)]).toEqual([43500, 40000, null, '4.35 %', '4.3525 %'])
  })
  it('shows a difference from which both texts can be read', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 }).map((lines) => lines.map((line) => `${line}\n`).join(''))
    fc.assert(
      fc.property(text, text, (before, after) => {
        const of = (kind: string): string =>
          diffLines(before, after)
            .filter((line) => line.kind === 'same' || line.kind === kind)
            .map((line) => `${line.text}\n`)
            .join('')
        expect(of('removed')).toBe(before)
        expect(of('added')).toBe(after)
      }),
    )
  })
  it('takes a pack only when each file is what its kind asks for, and says where it is not', () => {
    const day = { name: 'calendar.json', text: JSON.stringify({ year: 2026, holidays: ['2026-10-01'], workdays: [] }) }
    expect(checkPack('CALENDAR', [day])).toEqual({ ok: true, value: null })
    expect(checkPack('CALENDAR', [{ ...day, text: day.text.replace('2026-10', '2025-10') }])).toMatchObject({
      ok: false,
      error: { code: 'PACK_INVALID', details: { file: 'calendar.json' } },
    })
    expect(checkPack('RISK_LISTS', [{ name: 'list.ndjson', text: '\n{"list":"X"}\n' }])).toMatchObject({
      error: { details: { line: 2, path: 'list' } },
    })
    expect(checkPack('LPR', [{ name: 'lpr.yaml', text: 'a: 1\na: 2\n' }])).toMatchObject({
      error: { details: { reason: expect.stringMatching(/DUPLICATE/i) } },
    })
    expect(checkPack('LPR', [{ name: 'lpr.json', text: '{' }])).toMatchObject({ error: { details: { path: '', line: 0, reason: 'no JSON' } } })
    // As a branch reads them: no key twice, no fraction, no tag it does not know.
    expect(checkPack('CALENDAR', [{ ...day, text: day.text.replace('{', '{"year":2026,') }])).toMatchObject({
      error: { details: { line: 0, reason: 'no JSON' } },
    })
    const tagged = 'lpr: !money [{ publishedOn: 2026-07-20, oneYear: 30000, fiveYear: 35000 }]'
    expect(checkPack('LPR', [{ name: 'lpr.yaml', text: tagged }])).toMatchObject({ error: { details: { reason: expect.stringMatching(/TAG/) } } })
    const clause = (text: string, when: string) =>
      `version: LOAN-CONTRACT@9\nkind: LOAN_CONTRACT\narticles:\n  - { id: A01, title: 试, why: 试, paragraphs: [{ id: A01.1, text: 试 }, { id: A01.2, when: [${when}], text: '${text}' }] }\n`
    const book = (text: string, when: string) => checkPack('CLAUSES', [{ name: 'loan-contract.yaml', text: clause(text, when) }])
    const why = (path: string, reason: string) => ({ error: { code: 'PACK_INVALID', details: { file: 'loan-contract.yaml', path, reason } } })
    expect(book('金额{amount}元', 'house')).toEqual({ ok: true, value: null })
    expect(book('金额{amout}元', 'house')).toMatchObject(why('A01.2 articles.0.paragraphs.1.text', 'unknown variable {amout}'))
    expect(book('金额{amount}元', 'boat')).toMatchObject(why('A01.2 articles.0.paragraphs.1.when.0', 'no such fact: boat'))
    expect(book('房屋{titleNo}', 'house|vehicle')).toMatchObject(why('', 'A01.2 {titleNo} is not said of every loan that brings the clause in'))
    const table = 'lpr: [{ publishedOn: 2026-07-20, oneYear: 30000, fiveYear: 35000 }]'
    const two = ['a.yaml', 'b.yaml'].map((name) => ({ name, text: table }))
    expect(checkPack('LPR', two)).toMatchObject({ error: { details: { file: 'b.yaml', reason: 'a table is one file' } } })
  })
  it('knows who may not hold two roles', () => {
    expect([officeRolesAllowed(['AUDITOR', 'OPERATOR']), officeRolesAllowed(['OPERATOR', 'CASE_OFFICER']), officeRolesAllowed([])]).toEqual([
      false,
      true,
      false,
    ])
  })
})

it('head office listens beyond its own machine only with TLS, its own or a proxy', () => {
  const tls = { cert: 'c', key: 'k' }
  expect(mayListen({ host: '127.0.0.1', tls: null, behindProxy: false })).toBeNull()
  expect(mayListen({ host: '0.0.0.0', tls: null, behindProxy: false })).toContain('--tls-cert')
  expect(mayListen({ host: '0.0.0.0', tls, behindProxy: false })).toBeNull()
  expect(mayListen({ host: '0.0.0.0', tls: null, behindProxy: true })).toBeNull()
  expect([tlsOf({}), tlsOf(tls), tlsOf({ ...tls, clientCa: 'ca' })]).toEqual([null, tls, { ...tls, clientCa: 'ca' }])
  expect([tlsOf({ cert: 'c', clientCa: 'ca' }), tlsOf({ key: 'k' }), tlsOf({ clientCa: 'ca' })]).toEqual([
    expect.stringContaining('give --tls-key'),
    expect.stringContaining('give --tls-cert'),
    expect.stringContaining('give --tls-cert and --tls-key'),
  ])
})

describe('the clock of a branch', () => {
  const at = (time: string): Date => new Date(`2026-11-${time}:00Z`)
  it('is what its device said in a greeting, before or behind ours', () => {
    const greeting = { clock: '2026-11-23T08:00:00Z', at: '2026-11-23T08:02:00Z' }
    expect(skewOf(greeting, { created: at('24T08:00'), last_batch: at('23T08:00') })).toBe(-120)
  })
  it('is not told by a batch that was days on its way by stick, only by one dated after it came', () => {
    expect(skewOf(null, { created: at('20T08:00'), last_batch: at('23T08:00') })).toBeNull()
    expect(skewOf(null, { created: at('23T08:05'), last_batch: at('23T08:00') })).toBe(300)
    expect(skewOf(null, { created: null, last_batch: null })).toBeNull()
  })
})
