import { describe, expect, it } from 'vitest'
import { unknownEvents, unoffered } from '../../electron-host/drift.ts'

const use = (owners: string[], member: string, event: string | null = null) => ({ where: 'electron/x.ts:1', owners, member, event })

describe('the check against drift', () => {
  it('passes a member that the stand-in offers', () => expect(unoffered([use(['App'], 'getVersion'), use(['App'], 'on', 'will-quit')])).toEqual([]))
  it('reports a member that the stand-in lacks, with its place', () => {
    expect(unoffered([use(['App'], 'setBadgeCount')])).toEqual(['electron/x.ts:1 App.setBadgeCount is not in the subset'])
  })
  it('reports an event that the stand-in never emits', () => {
    expect(unoffered([use(['App'], 'on', 'gpu-info-update')])).toEqual([`electron/x.ts:1 event 'gpu-info-update' of App is not in the subset`])
  })
  it('reports an event of the manifest that Electron does not declare', () => {
    expect(unknownEvents('')).toContain("subset.ts: App has no event 'will-quit' in electron.d.ts")
  })
})
