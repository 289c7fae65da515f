import { readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Instant } from '../../core/kernel/calendar.ts'
import { chinaStamp } from './clock.ts'
import { errnoOf } from './durable-file.ts'

const NAME = /^backup-\d{8}-\d{6}(-\d)?$/
const PARTIAL = /^backup-\d{8}-\d{6}(-\d)?\.partial$/

/** The name of what is being written, or on its way out: never taken for a backup. */
export const partialOf = (name: string): string => `${name}.partial`

/** Removes a folder. A virus scanner or an indexer holds a file for moments on Windows; a second and a half are waited. */
export type RemoveFolder = (folder: string) => Promise<void>
export const removeFolder: RemoveFolder = (folder) => rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })

async function namesIn(target: string): Promise<string[]> {
  try {
    return (await readdir(target)).sort()
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return []
    throw error
  }
}

/** Names of the finished backups, oldest first. Other folders are never listed, and so never removed. @example await listBackups(target) */
export const listBackups = async (target: string): Promise<string[]> => (await namesIn(target)).filter((name) => NAME.test(name))

/** A name not yet taken: a second backup within one second gets '-2'. */
export async function newBackupName(target: string, now: Instant): Promise<string> {
  const taken = await namesIn(target)
  const stamp = `backup-${chinaStamp(now)}`
  const free = [stamp, ...[2, 3, 4, 5, 6, 7, 8, 9].map((n) => `${stamp}-${n}`)].find((name) => !taken.includes(name) && !taken.includes(partialOf(name)))
  if (!free) throw new Error('ten backups within one second')
  return free
}

/** Those of `names` that `work` fails at: something holds them, and the next backup tries again. */
async function heldOf(names: readonly string[], work: (name: string) => Promise<void>): Promise<string[]> {
  const held: string[] = []
  for (const name of names) await work(name).catch(() => held.push(name))
  return held
}

/** Removes what a crash left and what was on its way out. @returns the names of what is held and so stays */
export const sweepPartial = async (folder: string, remove: RemoveFolder): Promise<string[]> =>
  heldOf(
    (await namesIn(folder)).filter((name) => PARTIAL.test(name)),
    (name) => remove(join(folder, name)),
  )

/**
 * Sends all but the newest `keep` backups on their way out, for `sweepPartial` to remove: one removed by half is never listed.
 * `made` stays in any case (a clock set back makes it look old). @returns the names sent, and those that are held as they are
 */
export async function retire(target: string, keep: number, made: string): Promise<{ sent: string[]; held: string[] }> {
  const others = (await listBackups(target)).filter((name) => name !== made)
  const old = others.slice(0, Math.max(0, others.length - Math.max(0, keep - 1)))
  const held = await heldOf(old, (name) => rename(join(target, name), join(target, partialOf(name))))
  return { sent: old.filter((name) => !held.includes(name)), held }
}
