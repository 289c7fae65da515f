import { expect as base } from '@playwright/test'

/** A journey makes and reads real papers at every step: on a busy machine each of them may take its time. */
export const expect = base.configure({ timeout: 20_000 })
