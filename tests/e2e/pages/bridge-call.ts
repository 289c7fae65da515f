import type { Page } from '@playwright/test'
import type { z } from 'zod'
import type { Calls } from '../../../core/bridge/bridge.ts'
import type { Result } from '../../../core/kernel/result.ts'

declare global {
  interface Window {
    readonly counter: { invoke(channel: unknown, input: unknown): Promise<unknown> }
  }
}

/** Calls the bridge as the page does, or as a hostile page would: past every button. */
export function callBridge<Name extends keyof Calls & string>(
  page: Page,
  channel: Name,
  input: z.input<Calls[Name]['input']>,
): Promise<Result<z.output<Calls[Name]['output']>>> {
  return page.evaluate(([name, value]) => window.counter.invoke(name, value), [channel, input] as [string, unknown]) as Promise<
    Result<z.output<Calls[Name]['output']>>
  >
}

/** The same where a refusal would be a fault of the test. */
export async function expectBridge<Name extends keyof Calls & string>(
  page: Page,
  channel: Name,
  input: z.input<Calls[Name]['input']>,
): Promise<z.output<Calls[Name]['output']>> {
  const result = await callBridge(page, channel, input)
  if (result.ok) return result.value
  throw new Error(`${channel} refused: ${result.error.code} ${JSON.stringify(result.error.details)}`)
}
