import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const VERSION = '0.7.0'
const folder = path.resolve('out/bench-typst')

/** The folder that Typst's compiler for Node is in: installed on first use, beside the project and not in it; null when it cannot be had. */
export function typstFolder(): string | null {
  const installed = path.join(folder, 'node_modules/@myriaddreamin/typst-ts-node-compiler/package.json')
  if (!existsSync(installed)) {
    mkdirSync(folder, { recursive: true })
    writeFileSync(path.join(folder, 'package.json'), '{ "private": true }\n')
    spawnSync('npm', ['install', '--no-audit', '--no-fund', '--save-exact', `@myriaddreamin/typst-ts-node-compiler@${VERSION}`], {
      cwd: folder,
      stdio: 'ignore',
    })
  }
  return existsSync(installed) ? folder : null
}
