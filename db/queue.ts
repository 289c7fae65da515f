/** Runs tasks one after another, in the order they came; a task that fails does not stop the next. */
export type Queue = <T>(task: () => Promise<T>) => Promise<T>

/** @example const writes = makeQueue(); await writes(() => work()) */
export function makeQueue(): Queue {
  let last: Promise<unknown> = Promise.resolve()
  return (task) => {
    const result = last.then(task, task)
    last = result.catch(() => undefined)
    return result
  }
}
