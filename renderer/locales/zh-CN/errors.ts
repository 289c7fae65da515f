import type { ErrorCode } from '../../../core/errors.ts'

/** What is wrong, and what to do next. `{field}` and other names come from the refusal's details. */
export const errors: Partial<Record<ErrorCode, string>> = {}
