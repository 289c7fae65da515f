import { onBeforeUnmount, ref } from 'vue'

/** Whether the window is wide enough for further columns (ux 3.6: from 1600 px). */
export function useWideWindow() {
  const media = window.matchMedia('(min-width: 1600px)')
  const wide = ref(media.matches)
  const listen = (): void => {
    wide.value = media.matches
  }
  media.addEventListener('change', listen)
  onBeforeUnmount(() => media.removeEventListener('change', listen))
  return wide
}
