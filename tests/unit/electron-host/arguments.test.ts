import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { readArguments } from '../../electron-host/arguments.ts'

describe('the command line of the stand-in', () => {
  it('reads what Playwright starts Electron with', () => {
    const read = readArguments([
      '-r',
      '/tmp/loader.js',
      '--no-sandbox',
      '--inspect=0',
      '--remote-debugging-port=0',
      '--user-data-dir=/tmp/data',
      '/tmp/app',
      '--case=7',
    ])
    expect(read).toEqual({
      target: '/tmp/app',
      requires: ['/tmp/loader.js'],
      switches: ['--no-sandbox'],
      debugPort: '0',
      inspectPort: 0,
      userData: '/tmp/data',
    })
  })
  it('leaves what follows the application to the application', () => {
    expect(readArguments(['.', '--inspect=0', '--user-data-dir=/tmp/other'])).toMatchObject({ inspectPort: undefined, userData: undefined, switches: [] })
  })
  it('starts the current folder when none is named', () => expect(readArguments([]).target).toBe(path.resolve('.')))
})
