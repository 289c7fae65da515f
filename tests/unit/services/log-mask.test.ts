import { describe, expect, it } from 'vitest'
import { maskText } from '../../../electron/services/log-mask.ts'
import { logLine } from '../../../electron/services/logger.ts'

describe('masking in the log', () => {
  it.each([
    ['id 11010119900307001X.', 'id 110***********001X.'],
    ['id110101199003070011', 'id110***********0011'],
    ['110101 19900307 001X', '110*************001X'],
    ['old id 110101900307001', 'old id 110********7001'],
    ['uscc 91310104MA1FL0AB2C', 'uscc 913***********AB2C'],
    ['tel 13800138000', 'tel 138****8000'],
    ['tel +86 138-0013-8000,', 'tel +86**********8000,'],
    ['full-width １３８００１３８０００', 'full-width 138****8000'],
    ['card 6222 0000 0000 0005', 'card ***************0005'],
    ['card 6222000000000000005', 'card ***************0005'],
    ['card-6222000000000000005', 'card-***************0005'],
    ['landline 021-12345678', 'landline ********5678'],
    ['/home/li/王丽/收入证明.pdf', '/home/li/[han]/[han].pdf'],
  ])('%s becomes %s', (text, masked) => expect(maskText(text)).toBe(masked))

  it.each([
    'SQ3101042026112300017',
    'case SQ3101042026112300017 moved',
    '7a3c1e52-0000-4000-8000-123456789012',
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    '2026-11-23T12:00:00.000Z',
    'backup-20261123-200000',
    'at signIn (/app/out/main/main.js:1234:56)',
    'PL-310104-20261123-0001',
    '12345678',
  ])('%s stays as it is', (text) => expect(maskText(text)).toBe(text))
})

describe('a log line', () => {
  it('leaves out fields that are not known, and keeps only their names', () => {
    const line = JSON.parse(logLine('t', 'info', 'case.opened', { caseNo: 'SQ3101042026112300017', borrowerName: '王丽', 'x 138': 1, bytes: { a: 1 } }))
    expect(line).toEqual({ at: 't', level: 'info', event: 'case.opened', caseNo: 'SQ3101042026112300017', refused: ['borrowerName', '?', 'bytes'] })
  })

  it('masks a phone number that came as a number, and leaves sizes alone', () => {
    expect(JSON.parse(logLine('t', 'info', 'x', { count: 13800138000, bytes: 5_368_709_120 }))).toMatchObject({ count: '138****8000', bytes: 5_368_709_120 })
  })

  it('masks within lists and cuts what is too long', () => {
    expect(JSON.parse(logLine('t', 'error', 'x', { frames: ['at 13800138000'], code: 'x'.repeat(9999) }))).toMatchObject({
      frames: ['at 138****8000'],
      code: 'x'.repeat(500),
    })
  })
})
