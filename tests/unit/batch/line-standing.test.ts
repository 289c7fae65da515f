import { describe, expect, it } from 'vitest'
import { type LineFacts, lineStanding, nextBatchStep } from '../../../core/batch/line-standing.ts'

const quiet: LineFacts = {
  enrolled: true,
  mustEnrolAgain: false,
  address: 'https://office.example',
  job: null,
  lastContactAt: '2026-11-23T01:41:00.000Z',
  lastError: null,
}

describe('how the line to head office stands', () => {
  it('is in touch once head office has answered, and not yet before', () => {
    expect(lineStanding(quiet)).toBe('IN_TOUCH')
    expect(lineStanding({ ...quiet, lastContactAt: null })).toBe('NOT_YET')
  })
  it('is cut when nobody answered, and refused when head office said no', () => {
    expect(lineStanding({ ...quiet, lastError: { code: 'LINE_CUT' } })).toBe('CUT')
    expect(lineStanding({ ...quiet, lastError: { code: 'BATCH_FORK' } })).toBe('REFUSED')
  })
  it('lacks files of its own where a sealed batch lost them: head office refused nothing', () => {
    expect(lineStanding({ ...quiet, lastError: { code: 'BATCH_FILES_LOST' } })).toBe('LOST_FILES')
  })
  it('is stopped, and not cut, where a person called the transfer off', () => {
    expect(lineStanding({ ...quiet, lastError: { code: 'SYNC_CANCELLED' } })).toBe('STOPPED')
  })
  it('goes by stick where no address is set, whatever went wrong before', () => {
    expect(lineStanding({ ...quiet, address: null, lastError: { code: 'LINE_CUT' } })).toBe('BY_STICK')
  })
  it('is first of all a matter of enrolment', () => {
    expect(lineStanding({ ...quiet, enrolled: false, job: {} })).toBe('NOT_ENROLLED')
    expect(lineStanding({ ...quiet, mustEnrolAgain: true, enrolled: false })).toBe('ENROL_AGAIN')
  })
})

describe('the next step towards head office', () => {
  const nothing = { waiting: 0, proposed: null, undelivered: 0 }
  it('is none when nothing waits, or when the branch is not enrolled', () => {
    expect(nextBatchStep('IN_TOUCH', nothing)).toBeNull()
    expect(nextBatchStep('NOT_ENROLLED', { ...nothing, waiting: 3 })).toBeNull()
  })
  it('is to gather, then to seal by another person, then to send or to carry', () => {
    expect(nextBatchStep('IN_TOUCH', { ...nothing, waiting: 3 })).toBe('PROPOSE')
    expect(nextBatchStep('IN_TOUCH', { ...nothing, waiting: 3, proposed: { mine: true } })).toBe('SEAL')
    expect(nextBatchStep('CUT', { ...nothing, waiting: 3, undelivered: 1 })).toBe('SEND')
    expect(nextBatchStep('BY_STICK', { ...nothing, undelivered: 1 })).toBe('CARRY')
  })
  it('by stick is to gather what waits, also while an earlier batch waits for the rest of its papers', () => {
    expect(nextBatchStep('BY_STICK', { ...nothing, waiting: 1, undelivered: 1 })).toBe('PROPOSE')
  })
})
