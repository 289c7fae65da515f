import { QR_SIZE, qrPath } from '../../../templates/layout/qr-path.ts'
import type { Block } from './contract.ts'

/**
 * The same paper in the tongue of each other engine, as pdf.md §4 measured them: head, page of pages, and the code on every page
 * where the engine can draw one. Typst draws each page its own, Chromium the same on all, LibreOffice none.
 */
const HEAD = '示例商业银行股份有限公司　个人借款合同'
const codeSvg = (page: number, pages: number): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${QR_SIZE}pt" height="${QR_SIZE}pt" viewBox="0 0 ${QR_SIZE} ${QR_SIZE}"><path d="${qrPath(`F1:JK:JK1101992026112600015:1:${page}/${pages}:1A2B3C4D:0123456789AB`, 0, 0)}" fill="#000"/></svg>`
const xml = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')

export function html(blocks: readonly Block[]): string {
  const style =
    "@page{size:A4;margin:64pt 62pt 88pt}body{font:10.5pt/1.6 'Noto Serif SC'}p{margin:0 0 3pt;text-align:justify}table{width:100%;border-collapse:collapse;font-size:9pt}td{border:.5pt solid #000;padding:2pt 4pt}"
  const body = blocks.map((block) =>
    block.kind === 'TEXT'
      ? `<p style="font-size:${block.size}pt${block.bold ? ';font-weight:bold' : ''}">${xml(block.text)}</p>`
      : `<table>${block.rows.map((row) => `<tr>${row.map((cell) => `<td>${xml(cell)}</td>`).join('')}</tr>`).join('')}</table>`,
  )
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><style>${style}</style><body>${body.join('\n')}</body></html>`
}

/** What Chromium lays around each page. */
export const aroundHtml = () => ({
  displayHeaderFooter: true,
  headerTemplate: `<div style="font-size:8pt;width:100%;padding:0 62pt;font-family:'Noto Serif SC'">${HEAD}</div>`,
  footerTemplate: `<div style="font-size:9pt;width:100%;padding:0 62pt;display:flex;font-family:'Noto Serif SC'"><span style="flex:1">第 <span class="pageNumber"></span> 页　共 <span class="totalPages"></span> 页</span>${codeSvg(1, 9)}</div>`,
})

/** @param pages how many codes are drawn: as many as ours has pages */
export function typst(blocks: readonly Block[], pages: number): string {
  const text = (words: string): string => `#${JSON.stringify(words)}`
  const body = blocks.map((block) =>
    block.kind === 'TEXT'
      ? `#par[#text(size:${block.size}pt${block.bold ? ',weight:"bold"' : ''})[${text(block.text)}]]`
      : `#text(size:9pt)[#table(columns:${Math.max(...block.rows.map((row) => row.length))},${block.rows.map((row) => row.map((cell) => `[${text(cell)}]`).join(',')).join(',')})]`,
  )
  const codes = `#let codes=(${Array.from({ length: pages }, (_, at) => JSON.stringify(codeSvg(at + 1, pages))).join(',')},)`
  const foot = `context[#let p=counter(page).get().first()\n第 #p 页　共 #counter(page).final().first() 页 #h(1fr) #image(bytes(codes.at(calc.min(p, ${pages}) - 1)),format:"svg",width:${QR_SIZE}pt)]`
  const page = `${codes}\n#set page(paper:"a4",margin:(x:62pt,top:64pt,bottom:88pt),header:[#set text(8pt)\n${HEAD}],footer:${foot})`
  return `${page}\n#set text(font:"Noto Serif SC",size:10.5pt,lang:"zh",region:"cn")\n#set par(justify:true)\n${body.join('\n\n')}`
}

const NAMES = ['office', 'style', 'text', 'table', 'fo', 'svg'] as const
const uri = (name: (typeof NAMES)[number]): string =>
  name === 'fo' || name === 'svg'
    ? `urn:oasis:names:tc:opendocument:xmlns:${name === 'fo' ? 'xsl-fo' : 'svg'}-compatible:1.0`
    : `urn:oasis:names:tc:opendocument:xmlns:${name}:1.0`

/** Flat OpenDocument text. */
export function fodt(blocks: readonly Block[]): string {
  const style = (name: string, bold: boolean): string =>
    `<style:style style:name="${name}" style:family="paragraph"><style:text-properties style:font-name="NS" style:font-name-asian="NS" fo:font-size="10.5pt" style:font-size-asian="10.5pt"${bold ? ' fo:font-weight="bold" style:font-weight-asian="bold"' : ''}/></style:style>`
  const body = blocks.map((block, at) =>
    block.kind === 'TEXT'
      ? `<text:p text:style-name="${block.bold ? 'B' : 'P'}">${xml(block.text)}</text:p>`
      : `<table:table table:name="T${at}"><table:table-column table:number-columns-repeated="${Math.max(...block.rows.map((row) => row.length))}"/>${block.rows.map((row) => `<table:table-row>${row.map((cell) => `<table:table-cell><text:p text:style-name="P">${xml(cell)}</text:p></table:table-cell>`).join('')}</table:table-row>`).join('')}</table:table>`,
  )
  const spaces = NAMES.map((name) => `xmlns:${name}="${uri(name)}"`).join(' ')
  return `<?xml version="1.0" encoding="UTF-8"?><office:document ${spaces} office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text"><office:font-face-decls><style:font-face style:name="NS" svg:font-family="'Noto Serif SC'"/></office:font-face-decls><office:styles>${style('P', false)}${style('B', true)}</office:styles><office:body><office:text>${body.join('')}</office:text></office:body></office:document>`
}
