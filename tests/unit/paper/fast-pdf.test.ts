import { describe, expect, it } from 'vitest'
import { misfits } from '../../../electron/services/fast-pdf/install.ts'
import { installedVersions, parts } from '../../../electron/services/fast-pdf/internals.ts'

describe('the patches of the paper engine', () => {
  it('fit the engine that is installed', () => expect(misfits(parts())).toEqual([]))

  it('fit no other version', () => expect(misfits(parts(), { ...installedVersions(), pdfkit: '0.19.2' })).toEqual(['pdfkit 0.19.2']))

  it('do not go over a function that is not what they were made for', () => {
    const engine = parts()
    const { renderLine } = engine.renderer.prototype
    try {
      engine.renderer.prototype.renderLine = () => {}
      expect(misfits(engine)).toEqual(['Renderer.renderLine'])
    } finally {
      engine.renderer.prototype.renderLine = renderLine
    }
  })
})
