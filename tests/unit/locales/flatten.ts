import en from '../../../renderer/locales/en/messages.ts'
import zhCN from '../../../renderer/locales/zh-CN/messages.ts'
import zhTW from '../../../renderer/locales/zh-TW/messages.ts'

/** A tree of messages as path → text. */
export function flatten(tree: object, at = ''): Map<string, string> {
  const found = new Map<string, string>()
  for (const [key, value] of Object.entries(tree)) {
    const path = at === '' ? key : `${at}.${key}`
    if (typeof value === 'string') found.set(path, value)
    else if (typeof value === 'object' && value !== null) for (const [inner, text] of flatten(value, path)) found.set(inner, text)
    else throw new Error(`${path} is neither text nor a group`)
  }
  return found
}

export const locales = { 'zh-CN': flatten(zhCN), 'zh-TW': flatten(zhTW), en: flatten(en) }
/** The names in braces of a message, each once, in order. */
export const placeholders = (text: string): readonly string[] => [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? ''))].sort()
