import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { makeLane } from '../../../electron/services/scan-reader/lane.ts'
import type { PageFileKind } from '../../../electron/services/scan-reader/media.ts'
import { utilityReader } from '../../../electron/services/scan-reader/utility-reader.ts'
import { utilityProcess } from '../../electron-host/modules/utility-process.ts'

const entry = path.join(import.meta.dirname, '../../../electron/services/scan-reader/entry.ts')
const lane = makeLane(
  utilityReader(() => utilityProcess.fork(entry)),
  { silenceMs: 60_000, idleMs: 60_000 },
)
afterAll(() => lane.close())

/** How a scan was read by the process that Electron starts for it: the sides of its pages, or how it ended instead. */
async function read(bytes: Uint8Array, kind: PageFileKind): Promise<(string | null)[]> {
  const pages: (string | null)[] = []
  const ending = await lane.run({ task: 'READ', bytes, kind, fromPage: 1 }, (answer) => {
    if (answer.answer === 'PAGE') pages.push(answer.reading && `${answer.reading.width}x${answer.reading.height}`)
  })
  return ending.answer === 'DONE' ? pages : [JSON.stringify(ending)]
}
const fixture = (name: string): Uint8Array => new Uint8Array(readFileSync(new URL(`../../fixtures/scans/${name}`, import.meta.url)))

describe("a scan in Electron's utility process", () => {
  it('is read when it is a PDF, though PDF.js takes this process for a browser', async () => {
    expect(await read(fixture('three-pages.pdf'), 'PDF')).toHaveLength(3)
  })
})
