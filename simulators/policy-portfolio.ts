import { z } from 'zod'

const calendarDate = z.iso.date()
const fen = z.string().regex(/^(0|[1-9]\d{0,14})$/)
const opaqueId = z.string().regex(/^[A-Za-z0-9._-]{1,64}$/)

/** A policy number as the contract allows it. */
export const policyNo = z.string().regex(/^[A-Z0-9][A-Z0-9-]{0,39}$/)

export const policyTerms = z
  .strictObject({
    line: z.enum([
      'medical',
      'critical-illness',
      'accident',
      'life',
      'motor-compulsory',
      'motor',
      'household-property',
      'commercial-property',
      'liability',
      'agriculture',
      'travel',
    ]),
    product: z.string().min(1).max(64),
    group: z.boolean(),
    status: z.enum(['in-force', 'lapsed', 'terminated']),
    effectiveFrom: calendarDate,
    effectiveTo: calendarDate,
    waitingDays: z.int().min(0).max(3_650).optional(),
    sumInsuredFen: fen,
    deductibleFen: fen,
    payRatioPercent: z.int().min(0).max(100),
    fixedBenefit: z.boolean(),
    insured: z
      .array(z.strictObject({ personId: opaqueId, relation: z.enum(['self', 'spouse', 'child', 'parent', 'member']) }))
      .min(1)
      .max(1_000),
    holderPersonId: opaqueId,
    payees: z
      .array(
        z.strictObject({
          payeeRef: opaqueId,
          order: z.int().min(1),
          sharePercent: z.string().regex(/^\d{1,3}\.\d{2}$/),
          /** Compared with, and told to nobody. */
          name: z.string().min(1).max(100).optional(),
        }),
      )
      .min(1)
      .max(100),
    contractPeriods: z.strictObject({
      paymentDays: z.int().min(1).max(365).optional(),
      determinationDays: z.int().min(1).max(365).optional(),
    }),
    branch: z.string().regex(/^\d{6}$/),
    /** Of critical illness: those that are paid in one day; absent: those of the industry's list. */
    diseases: z.array(opaqueId).max(200).optional(),
  })
  .refine(({ effectiveFrom, effectiveTo }) => effectiveFrom <= effectiveTo, { path: ['effectiveTo'] })
  .refine(({ payees }) => sharesOfEachOrder(payees).every((total) => total === 10_000), { path: ['payees'] })

/** What one contract promises, and to whom; people are opaque ids. */
export type PolicyTerms = z.infer<typeof policyTerms>

/** In hundredths of a percent: whoever stands in one order shares one whole. */
function sharesOfEachOrder(payees: readonly { order: number; sharePercent: string }[]): number[] {
  const totals = new Map<number, number>()
  for (const { order, sharePercent } of payees) {
    totals.set(order, (totals.get(order) ?? 0) + Number(sharePercent.replace('.', '')))
  }
  return [...totals.values()]
}

const cny = (yuan: number): string => String(yuan * 100)

/** One adult who insured himself and is paid himself; each named policy says only where it differs. */
function terms(line: PolicyTerms['line'], product: string, sumYuan: number, person: string): PolicyTerms {
  return {
    line,
    product,
    group: false,
    status: 'in-force',
    effectiveFrom: '2020-01-01',
    effectiveTo: '2099-12-31',
    sumInsuredFen: cny(sumYuan),
    deductibleFen: '0',
    payRatioPercent: 100,
    fixedBenefit: false,
    insured: [{ personId: person, relation: 'self' }],
    holderPersonId: person,
    payees: [{ payeeRef: person, order: 1, sharePercent: '100.00' }],
    contractPeriods: {},
    branch: '310000',
  }
}

/** The synthetic portfolio of examples and tests. */
export const namedPolicies: Readonly<Record<string, PolicyTerms>> = {
  'P-MED-0001': {
    ...terms('medical', 'medical-individual', 200_000, 'psn-100001'),
    deductibleFen: cny(100),
    payRatioPercent: 80,
  },
  'P-CI-0001': { ...terms('critical-illness', 'critical-illness-fixed', 300_000, 'psn-100002'), fixedBenefit: true },
  // Too young for the day that is promised after two years.
  'P-CI-0002': {
    ...terms('critical-illness', 'critical-illness-fixed', 300_000, 'psn-100016'),
    effectiveFrom: '2026-01-01',
    waitingDays: 90,
    fixedBenefit: true,
  },
  // Two diseases are paid in one day, and no others.
  'P-CI-0003': {
    ...terms('critical-illness', 'critical-illness-two', 200_000, 'psn-100017'),
    fixedBenefit: true,
    diseases: ['malignant-tumour', 'stroke-sequelae'],
  },
  'P-ACC-G-0001': {
    ...terms('accident', 'accident-group', 500_000, 'psn-100003'),
    group: true,
    holderPersonId: 'org-200001',
    insured: [
      { personId: 'psn-100003', relation: 'member' },
      { personId: 'psn-100013', relation: 'member' },
      { personId: 'psn-100023', relation: 'member' },
    ],
  },
  'P-LIFE-0001': {
    ...terms('life', 'term-life', 1_000_000, 'psn-100004'),
    fixedBenefit: true,
    payees: [{ payeeRef: 'psn-100014', order: 1, sharePercent: '100.00', name: '陈示例' }],
  },
  'P-LIFE-0002': {
    ...terms('life', 'term-life', 1_000_000, 'psn-100024'),
    fixedBenefit: true,
    payees: [
      { payeeRef: 'psn-100034', order: 1, sharePercent: '33.34', name: '林示例' },
      { payeeRef: 'psn-100044', order: 1, sharePercent: '33.33', name: '罗示例' },
      // By his relation only.
      { payeeRef: 'psn-100054', order: 1, sharePercent: '33.33' },
    ],
    contractPeriods: { paymentDays: 5, determinationDays: 20 },
  },
  'P-MOT-0001': { ...terms('motor', 'motor-damage', 150_000, 'psn-100005'), deductibleFen: cny(500) },
  'P-MTPL-0001': terms('motor-compulsory', 'motor-compulsory', 200_000, 'psn-100006'),
  'P-HOME-0001': {
    ...terms('household-property', 'household-property', 800_000, 'psn-100007'),
    deductibleFen: cny(200),
  },
  'P-CROP-0001': {
    ...terms('agriculture', 'crop-rice', 60_000, 'psn-100008'),
    payRatioPercent: 90,
    branch: '320500',
  },
  'P-LIAB-0001': {
    ...terms('liability', 'public-liability', 2_000_000, 'org-200009'),
    deductibleFen: cny(1_000),
  },
  'P-PROP-0001': {
    ...terms('commercial-property', 'commercial-property', 5_000_000, 'org-200010'),
    deductibleFen: cny(5_000),
  },
  'P-TRAVEL-0001': terms('travel', 'travel-domestic', 100_000, 'psn-100011'),
  'P-LAPSED-0001': { ...terms('medical', 'medical-individual', 200_000, 'psn-100012'), status: 'lapsed' },
  'P-SHANXI-0001': {
    ...terms('household-property', 'household-property', 400_000, 'psn-100015'),
    deductibleFen: cny(200),
    branch: '140100',
  },
}

const loadNumber = /^P-(MED|CI|CIY|ACC|LIFE|MOT|MTPL|HOME|CROP|LIAB|TRAVEL)-(9\d{3,8})$/
const loadTemplates: Readonly<Record<string, string>> = { ACC: 'P-ACC-G-0001', CIY: 'P-CI-0002' }
const loadBranches = ['110000', '140100', '310000', '320500', '410100', '440300', '510100', '610100'] as const

/** Any number of the load range is a policy in force; the same number is always the same policy. */
export function loadPolicy(number: string): PolicyTerms | undefined {
  const [, line = '', digits = ''] = loadNumber.exec(number) ?? []
  const template = namedPolicies[loadTemplates[line] ?? `P-${line}-0001`]
  if (!template) return undefined
  const person = `psn-${line.toLowerCase()}-${digits}`
  return {
    ...template,
    group: false,
    insured: [{ personId: person, relation: 'self' }],
    holderPersonId: person,
    payees: [{ payeeRef: person, order: 1, sharePercent: '100.00' }],
    branch: loadBranches[Number(digits) % loadBranches.length] ?? '310000',
  }
}
