import path from 'node:path'

export interface Arguments {
  readonly target: string
  readonly requires: readonly string[]
  readonly switches: string[]
  readonly debugPort: string | undefined
  readonly inspectPort: number | undefined
  readonly userData: string | undefined
}

/** Reads a command line as the Electron binary does: its own switches up to the application's path. */
export function readArguments(raw: readonly string[]): Arguments {
  const requires: string[] = []
  const switches: string[] = []
  let debugPort: string | undefined
  let inspectPort: number | undefined
  let userData: string | undefined
  let target: string | undefined
  for (let at = 0; at < raw.length && target === undefined; at += 1) {
    const word = raw[at] ?? ''
    if (word === '-r' || word === '--require') {
      at += 1
      requires.push(raw[at] ?? '')
    } else if (word.startsWith('--inspect')) inspectPort = Number(word.split('=')[1] ?? '9229')
    else if (word.startsWith('--remote-debugging-port=')) debugPort = word.slice('--remote-debugging-port='.length)
    else if (word.startsWith('--user-data-dir=')) userData = path.resolve(word.slice('--user-data-dir='.length))
    else if (word.startsWith('-')) switches.push(word)
    else target = word
  }
  return { target: path.resolve(target ?? '.'), requires, switches, debugPort, inspectPort, userData }
}
