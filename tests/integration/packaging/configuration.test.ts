import { readFileSync } from 'node:fs'
import path from 'node:path'
import { Ajv } from 'ajv'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'

const root = path.join(import.meta.dirname, '../../..')
const schema = JSON.parse(readFileSync(path.join(root, 'node_modules/app-builder-lib/scheme.json'), 'utf8'))
const check = new Ajv({ strict: false, allErrors: true }).compile(schema)
const configuration = parse(readFileSync(path.join(root, 'electron-builder.yml'), 'utf8'))
const targets = (system: 'win' | 'linux') =>
  configuration[system].target.map(({ target, arch }: { target: string; arch: string[] }) => `${target} ${arch.join('+')}`)

describe('electron-builder.yml', () => {
  it('is what electron-builder understands', () => {
    check(configuration)
    expect(check.errors ?? []).toEqual([])
  })
  it('is refused with a key that electron-builder does not know', () => expect(check({ ...configuration, fuses: {} })).toBe(false))
  it('builds for both processors: NSIS for Windows; deb and rpm for Linux', () => {
    expect(targets('win')).toEqual(['nsis x64+arm64'])
    expect(targets('linux')).toEqual(['deb x64+arm64', 'rpm x64+arm64'])
  })
  it('makes no AppImage: it could not go into training and back, and would run without a sandbox', () =>
    expect(JSON.stringify(configuration)).not.toMatch(/appimage/i))
  it('asks for the C library that the oldest promised Linux has, and for none newer', () => expect(configuration.deb.depends).toContain('libc6 (>= 2.28)'))
  it('keeps the data of a branch when the program is removed', () => expect(configuration.nsis.deleteAppDataOnUninstall).toBe(false))
})
