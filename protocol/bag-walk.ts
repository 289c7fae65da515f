import { readdir, realpath, stat } from 'node:fs/promises'
import path from 'node:path'
import type { BagReport } from './bag-report.ts'

/** A file inside a bag: path with forward slashes, size in bytes. */
export interface BagFile {
  readonly path: string
  readonly bytes: number
}

const SYSTEM = /^(Thumbs\.db|desktop\.ini|\.DS_Store|\._.*|\.Spotlight-V100|\.Trashes)$/i

/** Lists every file of a bag. A link that leads out of the bag, and anything that is no file, is an error. */
export async function walkBag(root: string, report: BagReport): Promise<BagFile[]> {
  const home = await realpath(root)
  const files: BagFile[] = []
  const visit = async (folder: string): Promise<void> => {
    for (const entry of await readdir(path.join(root, folder), { withFileTypes: true })) {
      const name = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (SYSTEM.test(entry.name)) report.warn('SYSTEM_FILE', name, 'is a file that operating systems leave behind')
      if (entry.isDirectory()) await visit(name)
      else if (entry.isFile()) files.push({ path: name, bytes: (await stat(path.join(root, name))).size })
      else if (entry.isSymbolicLink()) await link(name)
      else report.error('NOT_A_FILE', name, 'is neither a file nor a folder')
    }
  }
  const link = async (name: string): Promise<void> => {
    const target = await realpath(path.join(root, name)).catch(() => '')
    const found = target.startsWith(`${home}${path.sep}`) ? await stat(target) : null
    if (!found?.isFile()) return report.error('LINK_LEADS_OUT', name, 'is a link that does not lead to a file of this bag')
    report.warn('LINK', name, 'is a link to another file of this bag')
    files.push({ path: name, bytes: found.size })
  }
  await visit('')
  return files
}
