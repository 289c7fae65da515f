import { defineStore } from 'pinia'
import { ref } from 'vue'

/** Long enough to be read, gone before it is in the way (ux 5, R6). */
const SHOWN_MS = 2500

/** What was just done, said for a moment. Only what succeeded: an error stays on the page until it is closed. */
export const useReceipt = defineStore('receipt', () => {
  const text = ref('')
  let timer: ReturnType<typeof setTimeout> | undefined

  function say(done: string): void {
    clearTimeout(timer)
    text.value = done
    timer = setTimeout(() => {
      text.value = ''
    }, SHOWN_MS)
  }
  return { text, say }
})
