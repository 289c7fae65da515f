import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** The mark before Electron's fuses, as `@electron/fuses` looks for it, then version 1 and nine fuses still off. */
const FUSE_WIRE = Buffer.concat([Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'), Buffer.from([1, 9]), Buffer.from('000000000')])

/** A folder that electron-builder takes for an Electron distribution: enough to pack, not to run. */
export function stubElectron(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'electron-stub-'))
  const binary = path.join(folder, 'electron')
  writeFileSync(binary, Buffer.concat([Buffer.from('stub'), FUSE_WIRE]))
  chmodSync(binary, 0o755)
  mkdirSync(path.join(folder, 'locales'))
  for (const locale of ['zh-CN', 'en-US', 'de']) writeFileSync(path.join(folder, 'locales', `${locale}.pak`), '')
  mkdirSync(path.join(folder, 'resources'))
  writeFileSync(path.join(folder, 'version'), '45.4.1')
  return folder
}
