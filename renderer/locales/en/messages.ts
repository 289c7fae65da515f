import { errors } from './errors.ts'
import { fields } from './fields.ts'
import { pages } from './pages.ts'
import { reasons } from './reasons.ts'
import { words } from './words.ts'

export default { ...words, pages, fields, reasons, errors }
