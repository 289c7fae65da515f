import { PDFDocument } from '@cantoo/pdf-lib'
import type { Page } from '@playwright/test'
import { expect } from '@playwright/test'
import { SIGNED_KINDS } from '../../../core/contract/signed-set.ts'
import { expectBridge } from './bridge-call.ts'
import { type Person, teller, today } from './people.ts'

const CONTRACTS = 'D706'
/** A screen of crops has come to rest. */
const SCROLLED_MS = 300
const as = (page: Page, { staffNo, password }: Person) => expectBridge(page, 'session.signIn', { staffNo, password })

/** The contracts that come back signed, in the order of the set, as the printer gets them. */
export async function printedContracts(page: Page, caseId: string): Promise<Buffer[]> {
  const { documents } = await expectBridge(page, 'cases.get', { caseId })
  const rank = (kind: string): number => (SIGNED_KINDS as readonly string[]).indexOf(kind)
  const printed: Buffer[] = []
  for (const { documentId } of documents.filter(({ kind }) => rank(kind) >= 0).sort((a, b) => rank(a.kind) - rank(b.kind))) {
    const { url } = await expectBridge(page, 'documents.view', { documentId })
    const at = url.replace(/^app:\/\/bundle/, '')
    printed.push(Buffer.from(await page.evaluate(async (file) => [...new Uint8Array(await (await fetch(file)).arrayBuffer())], at)))
  }
  return printed
}

/** These pages of a printed contract, counted from one, as the scanner gives them. */
export async function sheetsOf(contract: Buffer, pages: (all: number) => readonly number[]): Promise<Uint8Array> {
  const printed = await PDFDocument.load(contract)
  const pile = await PDFDocument.create()
  const chosen = pages(printed.getPageCount()).map((one) => one - 1)
  for (const sheet of await pile.copyPages(printed, chosen)) pile.addPage(sheet)
  return pile.save()
}

/** This person has seen every place to sign that came back. */
export async function tickAs(page: Page, person: Person, caseId: string): Promise<void> {
  await as(page, person)
  const { pages } = await expectBridge(page, 'scans.signedSet', { caseId })
  const pageIds = pages.flatMap(({ scan, places, ticks }) => (scan && places.length > 0 && !ticks.some(({ mine }) => mine) ? [scan.pageId] : []))
  await expectBridge(page, 'scans.tickSignature', { caseId, pageIds })
}

/** The teller puts the whole signed set into the scanner, finds the paper sound and sees its signatures; through the bridge. */
export async function contractsBack(page: Page, caseId: string): Promise<void> {
  await as(page, teller)
  let batchId: string | null = null
  for (const [n, bytes] of (await printedContracts(page, caseId)).entries()) {
    const offered = (await page.evaluate(
      ([pile, of, name, content]) => window.counter.invoke('scans.offer', { batchId: pile, caseId: of, fileName: name, bytes: new Uint8Array(content) }),
      [batchId, caseId, `contract-${n}.pdf`, [...bytes]] as const,
    )) as { readonly value: { readonly batchId: string } }
    batchId = offered.value.batchId
  }
  const pile = batchId ?? ''
  await expect.poll(async () => (await expectBridge(page, 'scans.batch', { batchId: pile })).state).toBe('DONE')
  const { items } = await expectBridge(page, 'cases.get', { caseId })
  for (const { paperId, form, signers } of items.filter(({ itemId }) => itemId === CONTRACTS)) {
    const paper = paperId ?? ''
    await expectBridge(page, 'scans.describe', { paperId: paper, form, issuedOn: today, expiresOn: null, signedBy: signers })
    await expectBridge(page, 'completeness.judge', { paperId: paper, verdict: 'OK', defects: [], note: '' })
  }
  await tickAs(page, teller, caseId)
}

/** On the page of the signing register: every place to sign comes in sight, screen by screen with one key, and is confirmed with it. */
export async function seeEverySignature(page: Page, press: () => Promise<void>): Promise<void> {
  const button = page.getByTestId('see-signatures')
  await expect(button).toContainText(/未看|均已签名/)
  while ((await button.count()) > 0) {
    await page.waitForTimeout(SCROLLED_MS)
    await expect(button).toBeEnabled()
    const before = (await button.textContent()) ?? ''
    await press()
    await expect(button.filter({ hasText: before })).toHaveCount(0)
  }
}
