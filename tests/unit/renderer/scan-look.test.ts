import { describe, expect, it } from 'vitest'
import { fitZoom, moveBy, newLook, zoomBy } from '../../../renderer/components/scan/scan-look.ts'

describe('how a page lies on the stage', () => {
  it('stands whole', () => expect(fitZoom('page', { width: 800, height: 1200 }, { width: 800, height: 600 })).toBe(0.5))
  it('fills the width', () => expect(fitZoom('width', { width: 800, height: 1200 }, { width: 400, height: 600 })).toBe(0.5))
  it('is zoomed from where it was fitted, and no further than is useful', () => {
    const look = newLook()
    look.zoom = 0.5
    zoomBy(look, 1)
    expect([look.fit, look.zoom.toFixed(2)]).toEqual(['free', '0.60'])
    for (let step = 0; step < 60; step += 1) zoomBy(look, 1)
    expect(look.zoom).toBe(6)
  })
  it('is moved by dragging', () => {
    const look = newLook()
    moveBy(look, 10, -5)
    expect([look.x, look.y]).toEqual([10, -5])
  })
})
