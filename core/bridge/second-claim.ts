import { z } from 'zod'

/** How a second person proves himself at another's counter: staff number and password of his own. */
export const SecondClaim = z.strictObject({
  staffNo: z.string().min(1, 'REQUIRED').max(12, 'TOO_LONG'),
  password: z.string().min(1, 'REQUIRED').max(200, 'TOO_LONG'),
})
