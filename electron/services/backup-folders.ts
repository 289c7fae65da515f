import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Instant } from '../../core/kernel/calendar.ts'
import { chinaStamp } from './clock.ts'
import { errnoOf } from './durable-file.ts'

const NAME = /^backup-\d{8}-\d{6}(-\d)?$/
const PARTIAL = /^backup-\d{8}-\d{6}(-\d)?\.partial$/

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
  const free = [stamp, ...[2, 3, 4, 5, 6, 7, 8, 9].map((n) => `${stamp}-${n}`)].find((name) => !taken.includes(name))
  if (!free) throw new Error('ten backups within one second')
  return free
}

/** Removes what a crashed backup left. Run before a new one. */
export async function sweepPartial(target: string): Promise<void> {
  for (const name of await namesIn(target)) if (PARTIAL.test(name)) await rm(join(target, name), { recursive: true, force: true })
}

/** Keeps the newest `keep` backups, and `made` in any case (a clock set back makes it look old). @returns the names removed */
export async function prune(target: string, keep: number, made: string): Promise<string[]> {
  const others = (await listBackups(target)).filter((name) => name !== made)
  const removed = others.slice(0, Math.max(0, others.length - Math.max(0, keep - 1)))
  for (const name of removed) await rm(join(target, name), { recursive: true, force: true })
  return removed
}
