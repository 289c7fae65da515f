// One side of contract-pdf.ts, as its own process: `counter` prints as the product does, `raw` draws, `verify` only checks.

import { createRequire } from 'node:module'
import { expectOk } from '../../core/kernel/result.ts'
import { type PlacedPage, takePages } from '../../electron/services/layout-capture.ts'
import { placedTexts } from '../../electron/services/layout-verify.ts'
import { countCharacters, shortOf } from '../../electron/services/paper-text.ts'
import { loanContract } from '../../electron/services/papers.ts'
import { readPages } from '../../electron/services/pdf-reread.ts'
import { laidOutOn, verifyLayout, verifyWritten } from '../../electron/services/pdf-verify.ts'
import { CLAUSES } from '../fixtures/paper/clauses.ts'
import { CREATED, openPrinter, printOk } from '../fixtures/paper/printer.ts'
import { mortgageTerms } from '../fixtures/paper/terms.ts'
import { serve } from './peer.ts'
import { drawRaw, placedStrings } from './raw-contract.ts'

const terms = mortgageTerms()
const printer = await openPrinter()

// The printer keeps its layout to itself, so the pages are noted on the way, for the other sides to work from.
interface LayoutBuilder {
  prototype: { layoutDocument(...args: unknown[]): PlacedPage[] }
}
const { default: builder } = createRequire(import.meta.url)('pdfmake/js/LayoutBuilder.js') as { default: LayoutBuilder }
takePages() // The product's own capture is in place before ours stands around it.
const layoutDocument = builder.prototype.layoutDocument
let pages: PlacedPage[] = []
builder.prototype.layoutDocument = function (...args) {
  pages = layoutDocument.apply(this, args)
  return pages
}
const paper = loanContract(terms, CLAUSES)
const { bytes } = await printOk(printer, paper)
builder.prototype.layoutDocument = layoutDocument
const put = placedTexts(pages)

async function rawJob(): Promise<() => Promise<unknown>> {
  const strings = placedStrings(pages)
  const drawn = countCharacters(await readPages(await drawRaw(strings)))
  const placed = countCharacters(put)
  // A baseline that drew less than we do would flatter nobody honestly.
  const wrong = [...shortOf(placed, drawn), ...shortOf(drawn, placed)]
  if (wrong.length > 0) throw new Error(`raw pdfkit drew other text than ours: ${wrong.join(' ')}`)
  return () => drawRaw(strings)
}

function verifyJob(): () => Promise<unknown> {
  return async () => {
    expectOk(verifyLayout(put, pages))
    expectOk(await verifyWritten(bytes, laidOutOn(pages), paper.marks))
  }
}

const side = process.argv[2]
if (side === 'counter') serve(async () => expectOk(await printer.print(loanContract(terms, CLAUSES), CREATED)))
else if (side === 'raw') serve(await rawJob())
else if (side === 'verify') serve(verifyJob())
else throw new Error(`no side ${side}`)
