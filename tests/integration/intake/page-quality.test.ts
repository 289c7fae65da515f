import { afterAll, beforeAll, expect, it } from 'vitest'
import { drawPage, raw, scanned, type Wear } from '../../fixtures/pages/draw-page.ts'
import { type Intake, openIntake } from './pile.ts'

/** Remarks on pages as the tray shows them: read by the real reading process, kept in the real database. */
let intake: Intake
beforeAll(async () => {
  intake = await openIntake()
})
afterAll(() => intake.close())

const sheet = (seed: number, wear: Wear = {}, order = {}) => scanned(drawPage({ seed, dpi: 200, ...order }), wear)
const flags = async (...files: Uint8Array[]) =>
  (await intake.pages(await intake.putIn(files.map((bytes, n) => [`${n}.jpg`, bytes] as const)))).map((page) => page.flags)

it('remarks on a blank page, one that leans, one out of focus and one of too few dots, and on a good one nothing', async () => {
  const found = await flags(
    await sheet(1, { turn: 1.5, noise: 6, quality: 50 }),
    await sheet(2, { noise: 3 }, { lines: 0 }),
    await sheet(3, { turn: 4.5 }),
    await sheet(4, { blur: 4 }),
    await sheet(5, {}, { dpi: 120 }),
  )
  expect(found).toEqual([[], ['BLANK'], ['SKEWED'], ['BLURRED'], ['LOW_RESOLUTION']])
})

it('remarks on writing that runs off the sheet', async () => {
  const { data, width, height } = drawPage({ seed: 6 })
  // The right margin is gone: the lines end at the edge.
  const cut = await raw({ data, width, height, dpi: 200 })
    .extract({ left: 0, top: 0, width: Math.round(width * 0.85), height })
    .withMetadata({ density: 200 })
    .jpeg()
    .toBuffer()
  expect(await flags(new Uint8Array(cut))).toEqual([['CUT_EDGE']])
})

it('knows a sheet again that was scanned before', async () => {
  const again = await flags(await sheet(7, { noise: 4 }), await sheet(7, { noise: 8, quality: 50, seed: 2 }), await sheet(8))
  expect(again).toEqual([[], ['REPEATED'], []])
})
