import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import path from 'node:path'

const alive = (pid: number): boolean => {
  try {
    return pid > 0 && pid !== process.pid && process.kill(pid, 0)
  } catch {
    return false
  }
}

/** One running application per data folder: a later start tells the first one and gives up. */
export class SingleInstance {
  private server: net.Server | undefined
  /** Settles once the first instance has heard of this one; a process that ended sooner would take its message along. */
  told: Promise<void> = Promise.resolve()
  private readonly onSecond: (argv: string[], cwd: string) => void

  constructor(onSecond: (argv: string[], cwd: string) => void) {
    this.onSecond = onSecond
  }
  get held() {
    return this.server !== undefined
  }

  request(folder: string): boolean {
    const socket = path.join(folder, 'host.lock')
    const pidFile = path.join(folder, 'host.pid')
    const owner = existsSync(pidFile) ? Number(readFileSync(pidFile, 'utf8')) : 0
    if (alive(owner) && existsSync(socket)) {
      const message = JSON.stringify({ argv: process.argv, cwd: process.cwd() })
      this.told = new Promise((resolve) => {
        const link = net.connect(socket, () => link.end(message))
        link.once('close', () => resolve()).on('error', () => {})
      })
      return false
    }
    rmSync(socket, { force: true })
    writeFileSync(pidFile, String(process.pid))
    this.server = net.createServer((link) => {
      let text = ''
      link.on('data', (chunk) => {
        text += chunk
      })
      link.on('end', () => {
        if (text === '') return
        const { argv, cwd } = JSON.parse(text)
        this.onSecond(argv, cwd)
      })
    })
    this.server.listen(socket).unref()
    return true
  }

  release(): void {
    this.server?.close()
    this.server = undefined
  }
}
