import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/** Files git tracks or would track, as paths from the repository's root with forward slashes. */
export function sourceFiles(pattern: RegExp): string[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], { encoding: 'utf8', maxBuffer: 1 << 26 })
  return listed.split('\0').filter((file) => pattern.test(file) && existsSync(file))
}
