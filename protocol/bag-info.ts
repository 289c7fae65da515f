import { type BagDeclaration, bagLines } from './bag-declaration.ts'
import type { BagReport } from './bag-report.ts'

/** Reads bag-info.txt (RFC 8493 §2.2.2): labels with values, continuation lines joined. */
export function readBagInfo(file: string, bytes: Uint8Array, declaration: BagDeclaration, report: BagReport): [label: string, value: string][] {
  const elements: [string, string][] = []
  let text: string
  try {
    text = declaration.decode(bytes)
  } catch {
    report.error('ENCODING_BROKEN', file, 'is not in the declared encoding')
    return elements
  }
  bagLines(text).forEach((line, index) => {
    const last = elements.at(-1)
    if (/^[ \t]/.test(line) && last) {
      last[1] += ` ${line.trim()}`
      return
    }
    const [, label, space, value] = /^([^:\s][^:]*?)(\s*:\s*)(.*)$/.exec(line) ?? []
    if (label === undefined || value === undefined) {
      if (line.trim() !== '') report.error('INFO_LINE', file, `line ${index + 1} is not "Label: value"`)
      return
    }
    if (declaration.strict && !/^:[ \t]/.test(space ?? '')) report.warn('INFO_SEPARATOR', file, `line ${index + 1} does not separate label and value by ": "`)
    elements.push([label, value.trim()])
  })
  return elements
}

/** Compares Payload-Oxum with what is there: bytes and number of payload files. */
export function checkOxum(file: string, info: readonly (readonly [string, string])[], bytes: number, files: number, strict: boolean, report: BagReport): void {
  const stated = info.filter(([label]) => label.toLowerCase() === 'payload-oxum').map(([, value]) => value)
  if (stated.length > 1) report.strict(strict, 'OXUM_REPEATED', file, 'Payload-Oxum is given more than once')
  for (const value of stated) {
    const [, octets, streams] = /^(\d+)\.(\d+)$/.exec(value) ?? []
    if (octets === undefined) report.error('OXUM_FORM', file, 'Payload-Oxum is not BYTES.FILES')
    else if (Number(octets) !== bytes || Number(streams) !== files) {
      report.error('OXUM_DIFFERS', file, `Payload-Oxum says ${value}, the payload is ${bytes}.${files}`)
    }
  }
}
