import { onBeforeUnmount, onMounted, ref } from 'vue'
import { chinaTime } from './china-time.ts'

const EVERY_MS = 5_000
const read = () => {
  const instant = new Date().toISOString()
  const [date = '', time = ''] = chinaTime(instant).split(' ')
  return { instant, date, time, weekday: new Date(`${date}T00:00:00Z`).getUTCDay() }
}

/** The clock on the wall of the branch, to the minute. It is not the business date, which the branch opens and closes. */
export function useChinaNow() {
  const now = ref(read())
  let timer: ReturnType<typeof setInterval> | undefined
  onMounted(() => {
    timer = setInterval(() => {
      const next = read()
      if (next.time !== now.value.time || next.date !== now.value.date) now.value = next
    }, EVERY_MS)
  })
  onBeforeUnmount(() => clearInterval(timer))
  return now
}
