import { readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'

const MenuLabels = z.strictObject({
  appName: z.string(),
  work: z.string(),
  view: z.string(),
  helpMenu: z.string(),
  help: z.string(),
  'new-intake': z.string(),
  find: z.string(),
  'save-draft': z.string(),
  refresh: z.string(),
  back: z.string(),
  previous: z.string(),
  next: z.string(),
  'main-action': z.string(),
  print: z.string(),
  leave: z.string(),
  quit: z.string(),
  startFailed: z.string(),
  scans: z.string(),
  enrolment: z.string(),
  certificate: z.string(),
  medium: z.string(),
})
export type MenuLabels = z.infer<typeof MenuLabels>

/** The menu's words, from the locale files that the window's F-key bar uses too. @throws when the file is missing or incomplete. */
export function readMenuLabels(appRoot: string, locale: 'zh-CN' | 'en'): MenuLabels {
  return MenuLabels.parse(JSON.parse(readFileSync(path.join(appRoot, 'renderer/locales', locale, 'menu.json'), 'utf8')))
}
