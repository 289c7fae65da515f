import type { Instant } from '../../core/kernel/calendar.ts'
import type { Result } from '../../core/kernel/result.ts'
import type { PdfPrinter, PrintedPdf } from '../../electron/services/pdf-printer.ts'

export interface SyntheticPaper {
  readonly itemId: string
  readonly name: string
  readonly party: string
  readonly caseNo: string
  readonly pages: number
}

/** A stand-in for a customer's paper: a real PDF that says on each page that it is synthetic. The people are, too. */
export function syntheticScan(printer: PdfPrinter, paper: SyntheticPaper, createdAt: Instant): Promise<Result<PrintedPdf>> {
  const sheet = (page: number) => ({
    stack: [
      { text: paper.caseNo, fontSize: 9 },
      { text: '合成资料　仅供演示', fontSize: 11, alignment: 'center' as const, margin: [0, 60, 0, 40] as [number, number, number, number] },
      { text: paper.name, fontSize: 22, bold: true, alignment: 'center' as const, margin: [0, 0, 0, 30] as [number, number, number, number] },
      { text: `资料代码 ${paper.itemId}　　所属 ${paper.party}`, alignment: 'center' as const, margin: [0, 0, 0, 12] as [number, number, number, number] },
      { text: `第 ${page} 页，共 ${paper.pages} 页`, alignment: 'center' as const },
    ],
    ...(page > 1 ? { pageBreak: 'before' as const } : {}),
  })
  return printer.print(
    {
      title: `${paper.itemId} ${paper.caseNo}`,
      marks: [paper.caseNo],
      definition: {
        pageSize: 'A4',
        pageMargins: [60, 60, 60, 60],
        content: Array.from({ length: paper.pages }, (_, index) => sheet(index + 1)),
        defaultStyle: { fontSize: 12 },
      },
    },
    { createdAt },
  )
}
