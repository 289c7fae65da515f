import { audit } from './audit.ts'
import { details, duties, milestones, refusalReasons, scoreCharacteristics } from './codes.ts'
import { errors } from './errors.ts'
import { fields } from './fields.ts'
import { issues } from './issues.ts'
import { pages } from './pages.ts'
import { reasons } from './reasons.ts'
import { words } from './words.ts'

export default { ...words, pages, fields, reasons, issues, errors, refusalReasons, scoreCharacteristics, duties, milestones, details, audit }
