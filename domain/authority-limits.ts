import type { AuthorityKind, AuthorityLevel, LadderStep, SystemStep } from './authority.ts'
import { authorityKinds, defaultSamplePercent, limitOf, unlimitedFen } from './authority.ts'
import type { ClaimLine } from './claim/codes.ts'
import { branchAndAbove, isBranchCode } from './duty/roster.ts'
import type { Fen } from './money.ts'
import { isFen } from './money.ts'
import type { DateText } from './time.ts'

/** Money is counted in; every limit names its own. */
export const currencies = ['CNY'] as const
export type Currency = (typeof currencies)[number]

/** What A1, A2, A3 and A4 may decide alone, in this order; null: never alone. The committee (A5) has no limit. */
export type StepLimits = readonly [Fen | null, Fen | null, Fen | null, Fen | null]

/** One row of the table of limits (审批权限表): one kind of decision, where and when it is limited so. */
export interface AuthorityRow {
  readonly kind: AuthorityKind
  /** Absent: every product line that has no row of its own. */
  readonly line?: ClaimLine
  /** Administrative code: binds this branch and all below it that have no row of their own. */
  readonly branch: string
  readonly currency: Currency
  readonly limitsFen: StepLimits
  /** Of A0, in rows of payments: the case total up to which the system pays a small claim in full. Absent or null: it decides none. */
  readonly systemFen?: Fen | null
  /** How many of a hundred that A0 could decide go to a person all the same; absent: `defaultSamplePercent`. */
  readonly samplePercent?: number
  /** Whole days in Asia/Shanghai, both included; without a last one until further notice. */
  readonly from: DateText
  readonly to?: DateText
}

/** Of which claim a ladder is asked, and on which of its days. */
export interface LadderCase {
  readonly line: ClaimLine
  readonly branch: string
  readonly day: DateText
  readonly currency?: Currency
}

/** What is wrong with a table of limits, by JSON pointer. */
export interface LimitsFault {
  readonly code: 'LIMITS_DAYS' | 'LIMITS_OVERLAP' | 'LIMITS_ORDER' | 'LIMITS_BRANCH' | 'LIMITS_SYSTEM'
  readonly field: string
  readonly message: string
}

/**
 * The ladder in force for a claim on a day. The nearest branch wins, at one branch the row of the line over that of all
 * lines. A kind nobody set a row for is nobody's to decide, the committee's neither.
 */
export function ladderInForce(rows: readonly AuthorityRow[], claim: LadderCase): readonly LadderStep[] {
  const [payment, refusal, prepayment, reserve] = authorityKinds.map((kind) => rowFor(kind, rows, claim)?.limitsFen)
  return levels.map((level) => ({
    level,
    paymentFen: limitAt(payment, level),
    refusalFen: limitAt(refusal, level),
    prepaymentFen: limitAt(prepayment, level),
    reserveFen: limitAt(reserve, level),
  }))
}

/** What the system (A0) may decide of a claim on a day; null: nothing, as where no row says otherwise. */
export function systemStepInForce(rows: readonly AuthorityRow[], claim: LadderCase): SystemStep | null {
  const { systemFen = null, samplePercent = defaultSamplePercent } = rowFor('payment', rows, claim) ?? {}
  return systemFen === null ? null : { limitFen: systemFen, samplePercent }
}

/** A ladder as rows of the whole company, and of each line the system decides: what stands while nobody has put a table. */
export function rowsOf(
  ladder: readonly LadderStep[],
  from: DateText,
  system: readonly (SystemStep & { readonly line: ClaimLine })[] = [],
): readonly AuthorityRow[] {
  return authorityKinds.flatMap((kind) => {
    const at = (level: AuthorityLevel): Fen | null => {
      const step = ladder.find((candidate) => candidate.level === level)
      return step === undefined ? null : limitOf(step, kind)
    }
    const row: AuthorityRow = { kind, branch: '000000', currency: 'CNY', limitsFen: [at(1), at(2), at(3), at(4)], from }
    if (kind !== 'payment') return [row]
    return [row, ...system.map(({ limitFen, ...step }) => ({ ...row, ...step, systemFen: limitFen }))]
  })
}

/**
 * The first fault of a table, or null: branches exist, days run forward, limits do not fall, the system only pays, no day has two
 * rows.
 */
export function limitsFault(rows: readonly AuthorityRow[]): LimitsFault | null {
  return strangeBranch(rows) ?? backwards(rows) ?? falling(rows) ?? ofSystem(rows) ?? overlap(rows)
}

const levels: readonly AuthorityLevel[] = [1, 2, 3, 4, 5]

function limitAt(limits: StepLimits | undefined, level: AuthorityLevel): Fen | null {
  if (limits === undefined) return null
  return level === 5 ? unlimitedFen : (limits[level - 1] ?? null)
}

function rowFor(
  kind: AuthorityKind,
  rows: readonly AuthorityRow[],
  { line, branch, day, currency = 'CNY' }: LadderCase,
): AuthorityRow | undefined {
  const inForce = rows.filter((row) => row.kind === kind && row.currency === currency && covers(row, day))
  for (const place of branchAndAbove(branch)) {
    const here = inForce.filter((row) => row.branch === place)
    const row = here.find((own) => own.line === line) ?? here.find((every) => every.line === undefined)
    if (row !== undefined) return row
  }
  return undefined
}

const covers = ({ from, to }: AuthorityRow, day: DateText): boolean => from <= day && (to === undefined || day <= to)

const meets = (one: AuthorityRow, other: AuthorityRow): boolean =>
  (other.to === undefined || one.from <= other.to) && (one.to === undefined || other.from <= one.to)

function strangeBranch(rows: readonly AuthorityRow[]): LimitsFault | null {
  const index = rows.findIndex(({ branch }) => !isBranchCode(branch))
  if (index < 0) return null
  return { code: 'LIMITS_BRANCH', field: `/rows/${index}/branch`, message: 'there is no branch of this code' }
}

function backwards(rows: readonly AuthorityRow[]): LimitsFault | null {
  const index = rows.findIndex(({ from, to }) => to !== undefined && to < from)
  if (index < 0) return null
  return { code: 'LIMITS_DAYS', field: `/rows/${index}/to`, message: 'the last day lies before the first' }
}

/** The lowest step that suffices is the first one found: a higher step never may less. */
function falling(rows: readonly AuthorityRow[]): LimitsFault | null {
  for (const [index, { limitsFen, systemFen = null }] of rows.entries()) {
    const at = limitsFen.findIndex(
      (limit, step) => !isLimit(limit) || (limit ?? 0) < ((step === 0 ? systemFen : limitsFen[step - 1]) ?? 0),
    )
    if (at >= 0) {
      const message =
        'limits are whole fen, from A1 to A4 none lower than the one before it, and none below the system’s (A0)'
      return { code: 'LIMITS_ORDER', field: `/rows/${index}/limitsFen/${at}`, message }
    }
  }
  return null
}

/** A0 neither refuses nor advances: it pays in full, a sample goes to a person, and there is no sample of nothing. */
function ofSystem(rows: readonly AuthorityRow[]): LimitsFault | null {
  for (const [index, { kind, systemFen, samplePercent }] of rows.entries()) {
    const field = systemFen === undefined ? 'samplePercent' : 'systemFen'
    const at = { code: 'LIMITS_SYSTEM', field: `/rows/${index}/${field}` } as const
    if (kind !== 'payment' && (systemFen !== undefined || samplePercent !== undefined)) {
      return { ...at, message: 'the system (A0) only pays: name its limit in rows of payments' }
    }
    if (!isLimit(systemFen ?? null)) return { ...at, message: 'the limit of the system (A0) is whole fen' }
    if (samplePercent !== undefined && !isSample(systemFen ?? null, samplePercent)) {
      const message = 'a sample is 1 to 100 of a hundred claims the system (A0) could decide: name its limit beside it'
      return { ...at, field: `/rows/${index}/samplePercent`, message }
    }
  }
  return null
}

const isSample = (systemFen: Fen | null, samplePercent: number): boolean =>
  systemFen !== null && Number.isInteger(samplePercent) && samplePercent >= 1 && samplePercent <= 100

const isLimit = (limit: Fen | null): boolean => limit === null || isFen(limit)

function overlap(rows: readonly AuthorityRow[]): LimitsFault | null {
  const key = ({ kind, line, branch, currency }: AuthorityRow): string =>
    [kind, line ?? 'every', branch, currency].join(' ')
  const index = rows.findIndex((row, at) =>
    rows.slice(0, at).some((earlier) => key(earlier) === key(row) && meets(earlier, row)),
  )
  if (index < 0) return null
  const message = 'another row limits the same decisions on these days'
  return { code: 'LIMITS_OVERLAP', field: `/rows/${index}/from`, message }
}
