import { useI18n } from 'vue-i18n'

/** What an event of the trail is called: the action's word, else the audit log's. */
export function useEventWords(): (action: string) => string {
  const { t, te } = useI18n()
  return (action) =>
    action === 'CHECK_PAPERS'
      ? t('lists.checkPapers')
      : te(`actions.${action}`)
        ? t(`actions.${action}`)
        : te(`audit.${action}`)
          ? t(`audit.${action}`)
          : action
}
