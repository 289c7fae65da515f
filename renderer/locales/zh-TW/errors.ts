import type { ErrorCode } from '../../../core/errors.ts'
import { batch } from './errors/batch.ts'
import { files } from './errors/files.ts'
import { line } from './errors/line.ts'
import { officeErrors } from './errors/office.ts'
import { papers } from './errors/papers.ts'
import { people } from './errors/people.ts'
import { sync } from './errors/sync.ts'

/** What is wrong, and what to do next. `{field}` and other names come from the refusal's details. */
export const errors = { ...people, ...files, ...papers, ...line, ...batch, ...officeErrors, ...sync } satisfies Record<ErrorCode, string>
