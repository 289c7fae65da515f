import { expect, it } from 'vitest'
import { dataFolder, type StartPlace } from '../../../electron/data-folder.ts'
import { trainingFolder } from '../../../electron/training-start.ts'

const windows: StartPlace = {
  platform: 'win32',
  userData: 'C:\\Users\\chen\\AppData\\Roaming\\first-loan-counter',
  chosen: false,
  localAppData: 'C:\\Users\\chen\\AppData\\Local',
  home: 'C:\\Users\\chen',
  training: false,
  realPath: (folder) => folder,
}
const LOCAL = 'C:\\Users\\chen\\AppData\\Local\\first-loan-counter'
const at = (change: Partial<StartPlace>) => dataFolder({ ...windows, ...change })

it('keeps the cases of a Windows PC on that PC, out of the part of the profile that roams', () => {
  expect(at({})).toEqual({ ok: true, value: LOCAL })
  for (const localAppData of [undefined, '']) expect(at({ localAppData })).toEqual({ ok: true, value: LOCAL })
})

it('keeps practice on that PC too', () => {
  expect(at({ training: true })).toEqual({ ok: true, value: trainingFolder(LOCAL) })
})

it('keeps them where somebody said', () => {
  expect(at({ chosen: true, userData: 'D:\\counter' })).toEqual({ ok: true, value: 'D:\\counter' })
  expect(at({ chosen: true, userData: '\\\\?\\D:\\counter' })).toEqual({ ok: true, value: '\\\\?\\D:\\counter' })
})

it.each(['\\\\server\\profiles\\chen', '//server/profiles/chen', '\\\\?\\UNC\\server\\profiles', '\\\\?\\unc\\server\\profiles'])(
  'refuses %s, a share',
  (folder) => {
    for (const training of [false, true])
      expect(at({ chosen: true, userData: folder, training })).toEqual({ ok: false, error: { code: 'DATA_FOLDER_SHARED', details: { folder } } })
    expect(at({ localAppData: folder })).toMatchObject({ ok: false, error: { code: 'DATA_FOLDER_SHARED' } })
  },
)

/** What Windows answers: Z: is mapped to a share, S: stands for a folder of C:, the profile of chen is a link to a share, X: is not reachable. */
function realPath(folder: string): string {
  const gone = Object.assign(new Error('ENOENT'), { code: 'ENOENT' })
  if (/^(X:|C:\\new|Z:\\counter)/.test(folder)) throw gone
  return folder.replace('Z:', '\\\\bank-fs\\counter').replace('S:', 'C:\\data').replace('C:\\Users\\chen', '\\\\bank-fs\\profiles\\chen')
}

it.each(['Z:\\counter', 'Z:\\', 'C:\\Users\\chen\\counter'])('refuses %s, which Windows says lies on a share', (folder) => {
  for (const training of [false, true])
    expect(at({ chosen: true, userData: folder, training, realPath })).toEqual({
      ok: false,
      error: { code: 'DATA_FOLDER_SHARED', details: { folder } },
    })
})

it.each(['C:\\new\\counter', 'S:\\counter', 'X:\\counter'])('keeps the cases at %s: a disk of this PC, or a drive that gives no answer', (folder) => {
  expect(at({ chosen: true, userData: folder, realPath })).toEqual({ ok: true, value: folder })
})

it.each(['linux', 'darwin'] as const)('leaves %s as it is', (platform) => {
  const realPath = (): string => '\\\\bank-fs\\counter'
  for (const userData of ['/home/chen/.config/first-loan-counter', '//mnt/share/counter']) {
    expect(at({ platform, userData, realPath })).toEqual({ ok: true, value: userData })
    expect(at({ platform, userData, training: true, realPath })).toEqual({ ok: true, value: trainingFolder(userData) })
  }
})
