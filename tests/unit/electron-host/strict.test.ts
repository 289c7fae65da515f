import { EventEmitter } from 'node:events'
import { describe, expect, it } from 'vitest'
import { behind, onlyOptions, strict } from '../../electron-host/strict.ts'

class Monitor extends EventEmitter {
  inner = 7
  private readonly idle = 3
  getSystemIdleTime() {
    return this.idle
  }
  getSystemIdleState() {
    return 'active'
  }
}
const face = strict('PowerMonitor', new Monitor())

describe('what the stand-in lets the application touch', () => {
  it('answers a member of the manifest', () => expect(face.getSystemIdleTime()).toBe(3))
  it('throws, naming the member, for one that is written but not in the manifest', () => {
    expect(() => face.getSystemIdleState()).toThrow('PowerMonitor.getSystemIdleState is not in the subset')
  })
  it('keeps its own inner state out of reach', () => {
    expect(() => face.inner).toThrow('not in the subset')
    expect(() => Object.assign(face, { inner: 8 })).toThrow('not in the subset')
  })
  it('lets a test replace a member of the manifest', () => {
    const replaced = strict('PowerMonitor', new Monitor())
    replaced.getSystemIdleTime = () => 900
    expect(replaced.getSystemIdleTime()).toBe(900)
    expect(behind(replaced).getSystemIdleTime()).toBe(900)
  })
  it('throws for an event that it never emits', () => {
    expect(() => face.on('speed-limit-change', () => {})).toThrow("on('speed-limit-change') is not in the subset")
    expect(() => face.once('lock-screen', () => {})).not.toThrow()
  })
  it('answers promises and loggers without a complaint', async () => expect(await Promise.resolve(face)).toBe(face))
  it('gives one face to one object, also when methods are chained', () => {
    expect(strict('PowerMonitor', behind(face))).toBe(face)
    expect(face.on('resume', () => {})).toBe(face)
  })
  it('throws for an option it would silently ignore', () => {
    expect(() => onlyOptions('BrowserWindowOptions', { width: 1, kiosk: true })).toThrow("option 'kiosk' (BrowserWindowOptions)")
    expect(() => onlyOptions('WebPreferences', { sandbox: true, preload: '' })).not.toThrow()
  })
})
