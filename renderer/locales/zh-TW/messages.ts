import type { WordsOf } from '../words-of.ts'
import type zhCN from '../zh-CN/messages.ts'
import { approvals } from './approvals.ts'
import { audit } from './audit.ts'
import { certificate } from './certificate.ts'
import { check } from './check.ts'
import { clauseList } from './clause-list.ts'
import { duties, milestones, refusalReasons, scoreCharacteristics } from './codes.ts'
import { desk } from './desk.ts'
import { conditions, details } from './details.ts'
import { errors } from './errors.ts'
import { fields } from './fields.ts'
import { help, settings } from './help.ts'
import { intake } from './intake.ts'
import { issues } from './issues.ts'
import { lists } from './lists.ts'
import { packFault } from './pack-fault.ts'
import { pages } from './pages.ts'
import { paperMenu } from './paper-menu.ts'
import { parameters } from './parameters.ts'
import { password } from './password.ts'
import { phrases } from './phrases.ts'
import { printing } from './printing.ts'
import { reasons } from './reasons.ts'
import { scans } from './scans.ts'
import { shell } from './shell.ts'
import { signedSet } from './signed-set.ts'
import { stepPages } from './step-pages.ts'
import { sync } from './sync.ts'
import { termWords } from './term-words.ts'
import { applicantTypes, typeFields, typeOptions, typeSections } from './type-fields.ts'
import { words } from './words.ts'

export default {
  ...words,
  help,
  settings,
  intake,
  desk,
  lists,
  packFault,
  pages,
  parameters,
  password,
  phrases,
  fields: { ...fields, ...typeFields, options: { ...fields.options, ...typeOptions } },
  typeSections,
  applicantTypes,
  reasons,
  issues,
  errors,
  refusalReasons,
  scoreCharacteristics,
  duties,
  milestones,
  conditions,
  details,
  audit,
  scans,
  shell,
  check,
  approvals,
  paperMenu,
  printing,
  signedSet,
  certificate,
  clauseList,
  stepPages,
  termWords,
  sync,
} satisfies WordsOf<typeof zhCN>
