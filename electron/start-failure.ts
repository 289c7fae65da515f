import { readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import type { Refusal } from '../core/kernel/result.ts'

/** The branch could not be opened: a refusal with words, not a bug. */
export class StartRefused extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.code)
    this.refusal = refusal
  }
}

const Words = z.record(z.string(), z.string())

/**
 * What is wrong and what to do next, in the words of the locale's `start-failure.json`; `{file}` and other names come from
 * the details. What nobody foresaw keeps its own message, for the person who is asked to help.
 * @example startFailureWords(appRoot, 'zh-CN', new StartRefused(refusal))
 */
export function startFailureWords(appRoot: string, locale: 'zh-CN' | 'en', error: unknown): string {
  if (!(error instanceof StartRefused)) return error instanceof Error ? error.message : String(error)
  const words = Words.parse(JSON.parse(readFileSync(path.join(appRoot, 'renderer/locales', locale, 'start-failure.json'), 'utf8')))
  const { code, details } = error.refusal
  const problem = words[`problem.${String(details.problem)}`] ?? ''
  const text = words[code] ?? words.OTHER ?? ''
  return `${text.replace(/\{(\w+)\}/g, (_whole, name: string) => (name === 'problem' ? problem : String(details[name] ?? '')))}\n\n${code}`
}
