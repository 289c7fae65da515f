// What the suites hold our files against on Debian: programs that are not ours. Without them those tests say `not run here`.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { aptInstall } from './apt.mjs'

const runs = (tool) => spawnSync(tool, ['-h'], { stdio: 'ignore' }).error === undefined
/** Each by the package it comes in. */
const TOOLS = {
  age: () => runs('age'),
  minisign: () => runs('minisign'),
  'poppler-utils': () => runs('pdftoppm') && runs('pdfsig'),
  'default-jre-headless': () => runs('java'),
  'libpdfbox2-java': () => existsSync('/usr/share/java/preflight.jar'),
  'libjaxb-api-java': () => existsSync('/usr/share/java/jaxb-api.jar'),
}

export function ensureStockTools() {
  const missing = Object.keys(TOOLS).filter((name) => !TOOLS[name]())
  if (missing.length > 0) aptInstall(missing, 'tools the tests open batches and papers with')
}
