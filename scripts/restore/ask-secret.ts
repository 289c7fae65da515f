import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import type { BackupSecret } from '../../electron/services/backup-unlock.ts'

/** Lines of a pipe: staff number and password, or the recovery code alone. Null for anything else. */
export function secretFromLines(text: string): BackupSecret | null {
  const lines = text.replace(/\r?\n$/, '').split(/\r?\n/)
  const [first = '', second] = lines
  if (lines.length > 2 || first.trim() === '') return null
  if (second === undefined) return { recoveryCode: first }
  return second === '' ? null : { staffNo: first.trim(), password: second }
}

/** Writes the question and none of the characters typed after it. */
class Hidden extends Writable {
  shown = true
  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    if (this.shown) process.stderr.write(chunk)
    done()
  }
}

async function askAtTerminal(): Promise<BackupSecret | null> {
  const output = new Hidden()
  const lines = createInterface({ input: process.stdin, output, terminal: true })
  const hidden = async (question: string): Promise<string> => {
    process.stderr.write(question)
    output.shown = false
    const answer = await lines.question('')
    output.shown = true
    process.stderr.write('\n')
    return answer
  }
  try {
    const staffNo = (await lines.question('Staff number (empty to use the recovery code): ')).trim()
    const secret = await hidden(staffNo === '' ? 'Recovery code: ' : 'Password on the day of the backup: ')
    if (secret === '') return null
    return staffNo === '' ? { recoveryCode: secret } : { staffNo, password: secret }
  } finally {
    lines.close()
  }
}

/** The secret from a hidden prompt, or from a pipe; never from an argument, which every process list shows. */
export async function askSecret(): Promise<BackupSecret | null> {
  if (process.stdin.isTTY) return askAtTerminal()
  const parts: Buffer[] = []
  for await (const part of process.stdin) parts.push(Buffer.from(part))
  return secretFromLines(Buffer.concat(parts).toString('utf8'))
}
