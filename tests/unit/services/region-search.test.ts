import { expect, it, vi } from 'vitest'
import type { RegionTable } from '../../../core/intake/region-table.ts'
import { searchRegions } from '../../../electron/services/region-search.ts'

const { read } = vi.hoisted(() => ({ read: vi.fn() }))
vi.mock('pinyin-pro', () => ({ pinyin: read }))

it('a reading of pinyin that failed once is begun anew with the next text', async () => {
  const region = { code: '330100', name: '杭州市', lastSeen: null, successor: null }
  const table = {
    regions: new Map([
      ['330000', { ...region, code: '330000', name: '浙江省' }],
      ['330100', region],
    ]),
  } as unknown as RegionTable
  read.mockImplementationOnce(() => {
    throw new Error('the file could not be read')
  })
  await expect(searchRegions(table, 'hz', 8)).rejects.toThrow('could not be read')
  read.mockReturnValue(['hang', 'zhou', 'shi'])
  expect((await searchRegions(table, 'hz', 8)).map(({ city }) => city)).toContain('杭州市')
})
