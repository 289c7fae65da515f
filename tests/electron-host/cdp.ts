import type { Readable, Writable } from 'node:stream'

/** A DevTools message's parameters: JSON whose shape the protocol fixes per method. */
// biome-ignore lint/suspicious/noExplicitAny: DevTools answers are JSON whose shape depends on the method's name
export type Json = any

interface Waiting {
  readonly resolve: (value: Json) => void
  readonly reject: (error: Error) => void
  readonly method: string
}

/** Chromium's DevTools protocol over a pipe: zero-terminated JSON both ways. */
export class Cdp {
  private last = 0
  private readonly waiting = new Map<number, Waiting>()
  private readonly handlers = new Map<string, ((params: Json) => void)[]>()
  private readonly output: Writable
  private rest: Buffer[] = []

  constructor(output: Writable, input: Readable) {
    this.output = output
    input.on('data', (chunk: Buffer) => this.read(chunk))
    input.once('close', () => this.end())
    output.on('error', () => this.end())
  }

  private read(chunk: Buffer): void {
    let from = 0
    for (let at = chunk.indexOf(0); at >= 0; at = chunk.indexOf(0, from)) {
      this.take(JSON.parse(Buffer.concat([...this.rest, chunk.subarray(from, at)]).toString()))
      this.rest = []
      from = at + 1
    }
    this.rest.push(chunk.subarray(from))
  }

  private end(): void {
    for (const { reject, method } of this.waiting.values()) reject(new Error(`${method}: the browser is gone`))
    this.waiting.clear()
  }

  private take(message: Json): void {
    if (!message.id) {
      for (const handle of this.handlers.get(`${message.sessionId ?? ''} ${message.method}`) ?? []) handle(message.params)
      return
    }
    const waiting = this.waiting.get(message.id)
    this.waiting.delete(message.id)
    if (message.error) waiting?.reject(new Error(`${waiting.method}: ${message.error.message}`))
    else waiting?.resolve(message.result)
  }

  send(method: string, params: object = {}, sessionId?: string): Promise<Json> {
    return new Promise((resolve, reject) => {
      this.last += 1
      this.waiting.set(this.last, { resolve, reject, method })
      this.output.write(`${JSON.stringify({ id: this.last, method, params, sessionId })}\0`)
    })
  }

  on(method: string, handle: (params: Json) => void, sessionId = ''): void {
    const key = `${sessionId} ${method}`
    this.handlers.set(key, [...(this.handlers.get(key) ?? []), handle])
  }
}
