import type { FieldSpec, FormModel, FormSection } from './field-spec.ts'
import { field, personFields, placeSections, placesField, select } from './person-fields.ts'

const on =
  (...securities: string[]) =>
  (model: FormModel): boolean =>
    securities.includes(String(model.security))
const shared =
  (place: 'house' | 'vehicle', security: string) =>
  (model: FormModel): boolean =>
    model.security === security && (model[`${place}.ownership`] === 'JOINT' || model[`${place}.ownership`] === 'SHARED')
const owned = on('MORTGAGE_RE', 'MORTGAGE_VEH', 'PLEDGE')
const guaranteed = (model: FormModel): boolean => !on('CREDIT', '')(model)
const ownedByCompany = (model: FormModel): boolean => owned(model) && model.collateralCompany === true

const companyFields = (path: string): FieldSpec[] => [
  ...['name', 'uscc', 'address'].map((name) => field(`${path}.${name}`, 'text', { label: `company.${name}`, wide: name === 'address' })),
  ...personFields(`${path}.legalRepresentative`).map((spec) => ({ ...spec, label: spec.label?.replace('spouse.', 'representative.') ?? spec.path })),
]
const guarantorFields = (path: string): FieldSpec[] => [
  ...personFields(path),
  select(`${path}.maritalStatus`, 'maritalStatus', { label: 'borrower.maritalStatus' }),
  field(`${path}.monthlyIncomeFen`, 'money', { label: 'employment.monthlyIncomeFen' }),
  field(`${path}.relation`, 'text', { label: 'guarantor.relation' }),
]
/** A guarantor and, when married, the spouse who consents, one after the other. */
const guarantorSections: FormSection[] = placeSections('guarantors', 'guarantor', guarantorFields, guaranteed).flatMap((section, index) => [
  section,
  {
    id: `${section.id}.spouse`,
    title: `typeSections.guarantorSpouse${index + 1}`,
    fields: personFields(`${section.id}.spouse`),
    showIf: (model) => (section.showIf?.(model) ?? true) && model[`${section.id}.maritalStatus`] === 'MARRIED',
  },
])

/** What the loan is lent on: house, vehicle, pledged right, their owners, and who guarantees. */
export const SECURITY_SECTIONS: readonly FormSection[] = [
  {
    id: 'house',
    title: 'pages.intake.sections.house',
    fields: [
      field('house.titleNo', 'text', { wide: true }),
      field('house.unitNo', 'text'),
      field('house.address', 'text', { wide: true }),
      field('house.areaHundredths', 'int'),
      select('house.use', 'use'),
      select('house.ownership', 'ownership'),
      placesField('house.coOwners', { showIf: shared('house', 'MORTGAGE_RE') }),
      field('house.declaredValueFen', 'money'),
      field('house.leased', 'boolean'),
    ],
    showIf: on('MORTGAGE_RE'),
  },
  ...placeSections('house.coOwners', 'coOwner', personFields, shared('house', 'MORTGAGE_RE')),
  {
    id: 'vehicle',
    title: 'typeSections.vehicle',
    fields: [
      field('vehicle.plate', 'text'),
      field('vehicle.vin', 'text'),
      field('vehicle.certificateNo', 'text'),
      field('vehicle.model', 'text'),
      field('vehicle.firstRegisteredOn', 'date'),
      select('vehicle.ownership', 'ownership', { label: 'house.ownership' }),
      placesField('vehicle.coOwners', { showIf: shared('vehicle', 'MORTGAGE_VEH') }),
      field('vehicle.declaredValueFen', 'money', { label: 'house.declaredValueFen' }),
    ],
    showIf: on('MORTGAGE_VEH'),
  },
  ...placeSections('vehicle.coOwners', 'coOwner', personFields, shared('vehicle', 'MORTGAGE_VEH')),
  {
    id: 'pledge',
    title: 'typeSections.pledge',
    fields: [
      select('pledge.kind', 'pledgeKind'),
      field('pledge.description', 'text', { wide: true }),
      field('pledge.documentNo', 'text'),
      field('pledge.obligor', 'text'),
      field('pledge.maturesOn', 'date', { optional: true }),
      field('pledge.declaredValueFen', 'money', { label: 'house.declaredValueFen' }),
    ],
    showIf: on('PLEDGE'),
  },
  {
    id: 'securing',
    title: 'typeSections.securing',
    fields: [
      placesField('guarantors'),
      placesField('guarantorCompanies'),
      field('collateralCompany', 'boolean', { label: 'places.collateralCompany', showIf: owned }),
    ],
    showIf: guaranteed,
  },
  ...guarantorSections,
  ...placeSections('guarantorCompanies', 'guarantorCompany', companyFields, guaranteed),
  { id: 'collateralCompany', title: 'typeSections.collateralCompany', fields: companyFields('collateralCompany'), showIf: ownedByCompany },
]
