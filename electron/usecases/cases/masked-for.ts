import { hasRole, type Session } from '../../../core/kernel/people.ts'
import { maskName } from '../../../core/kernel/person-name.ts'

/** Administrator and auditor see that something was done, not to whom: neither works on cases (domain 10.1). */
const seesNobody = (session: Session): boolean => hasRole(session, 'ADMINISTRATOR', 'AUDITOR')

/** A customer's name as this person may see it. @example nameFor(auditor, '测试甲') // '测**' */
export const nameFor = (session: Session, name: string): string => (seesNobody(session) && name !== '' ? maskName(name) : name)

/** What somebody typed, which may name a customer; empty for those who see nobody. */
export const typedTextFor = (session: Session, text: string | null): string => (seesNobody(session) ? '' : (text ?? ''))
