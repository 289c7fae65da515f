import type { Refusal } from '../../core/kernel/result.ts'
import { details as detailWords } from '../../renderer/locales/en/details.ts'
import { errors } from '../../renderer/locales/en/errors.ts'

const words: Readonly<Record<string, string>> = errors
const named: Readonly<Record<string, string>> = detailWords

/** What is wrong and what to do, in English, with the code for whoever is asked. */
export function refusalLine({ code, details }: Refusal): string {
  const figure = (name: string): string => {
    const value = details[name] ?? ''
    return typeof value === 'object' ? value.join(', ') : (named[String(value)] ?? String(value))
  }
  return `${(words[code] ?? '').replace(/\{(\w+)\}/g, (_whole, name: string) => figure(name))} (${code})`
}
