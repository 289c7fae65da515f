import { z } from 'zod'

/** The password of whoever sits there, asked again for what is done in his name for good. */
export const OwnPassword = z.string().min(1, 'REQUIRED').max(200, 'TOO_LONG')

/** How a second person proves himself at another's counter: staff number and password of his own. */
export const SecondClaim = z.strictObject({
  staffNo: z.string().min(1, 'REQUIRED').max(12, 'TOO_LONG'),
  password: z.string().min(1, 'REQUIRED').max(200, 'TOO_LONG'),
})
