import { useI18n } from 'vue-i18n'
import type { ActiveCommand } from './commands.ts'

/** What a command is called now: the page's word for it, else its own. Bar, palette, help and buttons ask here. */
export function useCommandWords(): (command: Pick<ActiveCommand, 'name' | 'spec'>) => string {
  const { t, te } = useI18n()
  return ({ name, spec }) => spec.label ?? (te(`commands.${name}`) ? t(`commands.${name}`) : name)
}
