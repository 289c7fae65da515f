import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { FONT_FILES } from '../../../electron/services/fonts.ts'
import { aptInstall } from '../../../scripts/setup/apt.mjs'
import { childrenCpuMs } from './child-cpu.ts'

export const OFFICE = '/usr/bin/soffice'

/** Whether LibreOffice is here, or could be installed. */
export const haveOffice = (): boolean =>
  existsSync(OFFICE) || (aptInstall(['libreoffice-writer-nogui'], 'the bench compares contracts with it') && existsSync(OFFICE))

/** A font configuration of our own fonts, so that every engine draws with the same. */
export function fontConfig(folder: string): string {
  const dirs = [FONT_FILES.normal, FONT_FILES.bold].map((file) => `<dir>${path.resolve(path.dirname(file))}</dir>`)
  const file = path.join(folder, 'fonts.conf')
  writeFileSync(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>${dirs.join('')}<cachedir>${folder}/cache</cachedir></fontconfig>`,
  )
  return file
}

/** CPU for one contract with LibreOffice, `together` of them to a start. */
export function officeCpuMs(source: string, together: number, starts: number): number | null {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-office-'))
  try {
    const env = { ...process.env, FONTCONFIG_FILE: fontConfig(folder), HOME: folder }
    mkdirSync(path.join(folder, 'out'))
    const files = Array.from({ length: together }, (_, at) => path.join(folder, `c${at}.fodt`))
    for (const file of files) writeFileSync(file, source)
    const convert = (): void => {
      const args = [
        '--headless',
        `-env:UserInstallation=file://${folder}/profile`,
        '--convert-to',
        'pdf:writer_pdf_Export',
        '--outdir',
        path.join(folder, 'out'),
        ...files,
      ]
      spawnSync(OFFICE, args, { env, stdio: 'ignore' })
    }
    convert() // The profile and the font cache are made once.
    const before = childrenCpuMs()
    for (let start = 0; start < starts; start++) convert()
    const after = childrenCpuMs()
    const made = readdirSync(path.join(folder, 'out')).filter((file) => file.endsWith('.pdf')).length
    return before === null || after === null || made < together ? null : (after - before) / starts / together
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
