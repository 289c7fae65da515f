import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fileOf } from '../../../electron/serve-file.ts'

const folder = '/app/out/renderer'

describe('the file that an address of the window means', () => {
  it('is one of the folder', () => {
    expect(fileOf(folder, 'app://bundle/index.html')).toBe('/app/out/renderer/index.html')
    expect(fileOf(folder, 'app://bundle/assets/%E6%A0%B7.js?v=1#top')).toBe('/app/out/renderer/assets/样.js')
  })
  it('is never outside it', () => {
    const ways = [
      '../main/main.js',
      '..%2fmain/main.js',
      '%2e%2e/main/main.js',
      'a/..%2f..%2f..%2fetc/passwd',
      '..%5c..%5cmain.js',
      '%00index.html',
      '%',
      '/etc/passwd',
      '....//main.js',
    ]
    for (const way of ways) expect(fileOf(folder, `app://bundle/${way}`) ?? `${folder}/`).toMatch(/^\/app\/out\/renderer\//)
    expect(fileOf(folder, 'app://bundle/')).toBe('/app/out/renderer/')
    expect(fileOf(folder, 'app://bundle/..%2fmain%2fmain.js')).toBeNull()
    expect(fileOf(folder, 'app://bundle/%00')).toBeNull()
    expect(fileOf(folder, 'app://bundle/%')).toBeNull()
  })
  it('is none for another host or scheme', () => {
    expect(fileOf(folder, 'app://other/index.html')).toBeNull()
    expect(fileOf(folder, 'file:///etc/passwd')).toBeNull()
  })
  it('stays in the folder for any path', () => {
    const piece = fc.oneof(fc.constantFrom('..', '.', '%2e%2e', '%2f', '%5c', '\\', '/', '%00', '%25'), fc.string({ maxLength: 4 }))
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const file = fileOf(folder, `app://bundle/${pieces.join('').replaceAll('#', '').replaceAll('?', '')}`)
        expect(file === null || file.startsWith(`${folder}/`)).toBe(true)
      }),
    )
  })
})
