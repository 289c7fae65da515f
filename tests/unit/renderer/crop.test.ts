import { describe, expect, it } from 'vitest'
import { cropOf } from '../../../renderer/components/steps/crop.ts'

const place = { left: 0.1, top: 0.6, width: 0.75, height: 0.1 }
/** Where the page's own corner comes to lie, as parts of the page shown upright, by the styles of box and picture. */
function shown(scan: Parameters<typeof cropOf>[0]) {
  const { box, picture } = cropOf(scan, place)
  const boxWidth = 600
  const boxHeight = boxWidth / box.ratio
  const css = { width: (picture.width * boxWidth) / 100, height: ((picture.width * boxWidth) / 100) * (scan.height / scan.width) }
  const centre = { x: (picture.left * boxWidth) / 100 + css.width / 2, y: (picture.top * boxHeight) / 100 + css.height / 2 }
  const turned = scan.rotation % 180 === 0 ? css : { width: css.height, height: css.width }
  return {
    left: -(centre.x - turned.width / 2) / turned.width,
    top: -(centre.y - turned.height / 2) / turned.height,
    width: boxWidth / turned.width,
    height: boxHeight / turned.height,
  }
}

describe('a place to sign, cut out of a scanned page', () => {
  it.each([
    { width: 1240, height: 1754, rotation: 0 as const },
    { width: 1240, height: 1754, rotation: 180 as const },
    { width: 1754, height: 1240, rotation: 90 as const },
    { width: 1754, height: 1240, rotation: 270 as const },
  ])('is the same part of the page however it lay in the scanner: %o', (scan) => {
    for (const [side, part] of Object.entries(shown(scan))) expect(part, side).toBeCloseTo(place[side as keyof typeof place], 6)
  })

  it('is as wide on screen as on paper: a line copied by hand is not pressed into the width of a signature', () => {
    const scan = { width: 1240, height: 1754, rotation: 0 as const }
    expect(cropOf(scan, place).box.width / cropOf(scan, { ...place, width: 0.25 }).box.width).toBeCloseTo(3, 2)
  })
})
