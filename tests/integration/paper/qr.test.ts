import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { expect, it } from 'vitest'
import { type PageIdentity, pageIdentityText } from '../../../core/kernel/page-code.ts'
import { pageMac } from '../../../electron/services/page-mac.ts'
import { loanContract } from '../../../electron/services/papers.ts'
import { QR_SIZE, qrMatrix } from '../../../templates/layout/qr-path.ts'
import { pageCodeOf } from '../../../templates/layout/stamp.ts'
import { CLAUSES } from '../../fixtures/paper/clauses.ts'
import { openPrinter, PAGE_KEY, printOk } from '../../fixtures/paper/printer.ts'
import { soleTraderTerms } from '../../fixtures/paper/terms.ts'

interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** pdf.js path data: 0 x y moves, 1 x y lines, 4 closes. */
function boxesOf(data: ArrayLike<number>): Box[] {
  const boxes: Box[] = []
  let [xs, ys]: [number[], number[]] = [[], []]
  for (let at = 0; at < data.length; ) {
    if (data[at] === 4) {
      boxes.push({ left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) })
      ;[xs, ys] = [[], []]
      at += 1
    } else {
      xs.push(data[at + 1] ?? 0)
      ys.push(data[at + 2] ?? 0)
      at += 3
    }
  }
  return boxes
}

it('draws on every page the code of that page, at least 0.45 mm a module, in the same corner', async () => {
  const paper = loanContract(soleTraderTerms(), CLAUSES)
  const { bytes, pages } = await printOk(await openPrinter(), paper)
  const task = getDocument({ data: bytes.slice(), verbosity: 0 })
  const document = await task.promise
  const { stamp } = paper.definition.frame ?? expect.fail()
  const mac = (identity: PageIdentity): string => pageMac(PAGE_KEY, pageIdentityText(identity))
  const corners = new Set<string>()
  for (let number = 1; number <= pages; number++) {
    const { fnArray, argsArray } = await (await document.getPage(number)).getOperatorList()
    const paths = fnArray.flatMap((operator, index) =>
      operator === OPS.constructPath ? [(argsArray[index] as [number, [Float32Array | null]])[1][0] ?? new Float32Array()] : [],
    )
    const boxes = boxesOf(paths.reduce((longest, path) => (path.length > longest.length ? path : longest)))
    const { size, dark } = qrMatrix(pageCodeOf(stamp, { version: 1, training: false, mac }, number, pages))
    const module = QR_SIZE / (size + 8)
    expect((module / 72) * 25.4).toBeGreaterThanOrEqual(0.45)
    const [left, top] = [Math.min(...boxes.map((box) => box.left)), Math.min(...boxes.map((box) => box.top))]
    corners.add(`${left},${top}`)
    const inked = (row: number, column: number): boolean => {
      const [x, y] = [left + (column + 0.5) * module, top + (row + 0.5) * module]
      return boxes.some((box) => x > box.left && x < box.right && y > box.top && y < box.bottom)
    }
    const wrong = Array.from({ length: size * size }, (_, cell) => [Math.trunc(cell / size), cell % size] as const).filter(
      ([row, column]) => inked(row, column) !== dark(row, column),
    )
    expect(wrong, `page ${number}`).toEqual([])
  }
  expect(corners.size).toBe(1)
  await task.destroy()
})
