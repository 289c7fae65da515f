/** What is written about an unexpected failure. Holds the kind of error and where, never its message: that may quote personal data. */
export interface Incident {
  readonly incident: string
  readonly channel: string
  readonly kind: string
  readonly code: string
  readonly frames: readonly string[]
}
export type IncidentLog = (incident: Incident) => void

/** Function names and lines of the stack, without the message that stands above them. */
function frames(error: Error): string[] {
  const lines = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return lines.slice(0, 12).map((line) => line.trim())
}

/** Strips an exception to what may be logged. @example describeIncident('A1B2', 'cases.get', new TypeError('…')) */
export function describeIncident(incident: string, channel: string, error: unknown): Incident {
  if (!(error instanceof Error)) return { incident, channel, kind: typeof error, code: '', frames: [] }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  return { incident, channel, kind: error.name, code, frames: frames(error) }
}
