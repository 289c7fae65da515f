import type { ChannelName } from '../../core/bridge/channels.ts'

type Room<Name extends string> = Name extends `${infer R}.${string}` ? R : never
type Verb<Name extends string, R extends string> = Name extends `${R}.${infer V}` ? V : never

/** Each channel's word by room and verb: audit rows name what was done by the channel (`audit.intake.open`). */
type OfChannels = { readonly [R in Room<ChannelName>]: { readonly [V in Verb<ChannelName, R>]: string } }

/**
 * The restore is a command line, another head office is let in by the enrolment's channels, a loan is put into service with the release and settled with its certificate, and batches leave the outbox, are asked for again and lead to a new enrolment
 * by themselves: none has a channel. A paper
 * is made again by many of them.
 */
export type AuditWords = OfChannels & {
  readonly batch: { readonly dispose: string; readonly askedAgain: string; readonly papersAskedAgain: string }
  readonly branch: { readonly restore: string; readonly replaceOffice: string; readonly enrolAnew: string }
  readonly case: { readonly settle: string }
  readonly disbursement: { readonly activate: string }
  readonly documents: { readonly remade: string }
  readonly packs: { readonly refuse: string }
}
