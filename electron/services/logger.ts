import { appendFileSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Clock } from './clock.ts'
import { errnoOf } from './durable-file.ts'
import { maskText } from './log-mask.ts'

/** The only fields a log line may carry. A message is not among them: an exception may quote personal data. */
const FIELDS = {
  batchNo: 'text',
  businessDate: 'text',
  bytes: 'number',
  caseNo: 'text',
  channel: 'text',
  code: 'text',
  count: 'number',
  durationMs: 'number',
  file: 'text',
  frames: 'list',
  incident: 'text',
  kind: 'text',
  limit: 'number',
  platform: 'text',
  ref: 'text',
  staffNo: 'text',
  step: 'text',
  table: 'text',
  terminal: 'text',
  version: 'text',
} as const
type FieldTypes = { text: string; number: number; list: readonly string[] }
export type LogFields = { readonly [Name in keyof typeof FIELDS]?: FieldTypes[(typeof FIELDS)[Name]] }
type Level = 'info' | 'warn' | 'error'
export type Logger = Readonly<Record<Level, (event: string, fields?: LogFields) => void>>

const MAX_TEXT = 500

function safeValue(value: unknown): string | number | readonly string[] | undefined {
  if (typeof value === 'string') return maskText(value.slice(0, MAX_TEXT))
  // Eleven digits and more are a phone or an account rather than a count.
  if (typeof value === 'number') return Math.abs(value) < 1e10 ? value : maskText(String(value))
  if (Array.isArray(value)) return value.slice(0, 20).map((one) => maskText(String(one).slice(0, MAX_TEXT)))
  return undefined
}

/** One line. Fields that are not in the table are left out and only their names are kept, under `refused`. */
export function logLine(at: string, level: Level, event: string, fields: Readonly<Record<string, unknown>>): string {
  const line: Record<string, unknown> = { at, level, event: maskText(event) }
  const refused: string[] = []
  for (const [name, value] of Object.entries(fields)) {
    const safe = Object.hasOwn(FIELDS, name) ? safeValue(value) : undefined
    if (safe !== undefined) line[name] = safe
    else refused.push(/^[A-Za-z]{1,30}$/.test(name) ? name : '?')
  }
  if (refused.length > 0) line.refused = refused
  return `${JSON.stringify(line)}\n`
}

/**
 * The technical log: JSON lines in `counter.log`, older ones in `counter.1.log` … , each at most `maxBytes` long.
 * It is not the audit log, which stands in the database. A full disk never stops the app: lines that could not be
 * written are counted, and the next line that can says how many (`lost`).
 * @example makeLogger({ folder, clock }).warn('backup.failed', { code: 'DISK_FULL' })
 */
export function makeLogger(options: {
  readonly folder: string
  readonly clock: Pick<Clock, 'now'>
  readonly maxBytes?: number
  readonly keep?: number
}): Logger {
  const { folder, clock, maxBytes = 5_000_000, keep = 10 } = options
  const current = join(folder, 'counter.log')
  const older = (age: number): string => join(folder, `counter.${age}.log`)
  let lost = 0

  function rotate(): void {
    rmSync(older(keep), { force: true })
    for (let age = keep; age >= 1; age -= 1) {
      const from = age === 1 ? current : older(age - 1)
      try {
        renameSync(from, older(age))
      } catch (error) {
        if (errnoOf(error) !== 'ENOENT') throw error
      }
    }
  }

  function write(level: Level, event: string, fields: LogFields): void {
    const line = logLine(clock.now(), level, event, fields)
    try {
      mkdirSync(folder, { recursive: true })
      const size = statSync(current, { throwIfNoEntry: false })?.size ?? 0
      if (size > 0 && size + line.length > maxBytes) rotate()
      const missed = lost > 0 ? `${JSON.stringify({ at: clock.now(), level: 'warn', event: 'log.lost', count: lost })}\n` : ''
      appendFileSync(current, missed + line, { mode: 0o600 })
      lost = 0
    } catch {
      lost += 1
    }
  }

  return {
    info: (event, fields = {}) => write('info', event, fields),
    warn: (event, fields = {}) => write('warn', event, fields),
    error: (event, fields = {}) => write('error', event, fields),
  }
}
