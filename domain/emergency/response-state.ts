import type { Role } from '../claim/codes.ts'
import type { DateText, Instant } from '../time.ts'
import { endOfDay } from '../time.ts'
import type { Editions, Figures } from './bulletin.ts'
import type { PlanStep, PlannedResource, ResourceKind } from './plan.ts'
import type { StepRecord } from './step-dates.ts'
import { datedSteps, missedSteps } from './step-dates.ts'

/** What is told to the regulator (监管报告), in this order; follow-ups as often as things change. */
export const regulatorReportKinds = ['phone', 'written', 'follow-up', 'final'] as const
export type RegulatorReportKind = (typeof regulatorReportKinds)[number]

/** Why a target of an event was missed (超时原因). */
export const missCauses = [
  'staff-short',
  'system-down',
  'no-way-in',
  'number-wrong',
  'documents-late',
  'policy-unclear',
  'other',
] as const
export type MissCause = (typeof missCauses)[number]

/** One fact of the response to an event (处置记录): appended, never changed. */
export type ResponseEntry = { readonly at: Instant; readonly by: string } & (
  | {
      readonly type: 'PlanFollowed'
      readonly planId: string
      readonly version: number
      /** As the plan stood: a later version changes nothing here. */
      readonly steps: readonly PlanStep[]
      readonly resources: readonly PlannedResource[]
      /** What the steps are counted from. */
      readonly since: Instant
    }
  | { readonly type: 'StepChecked'; readonly stepId: string }
  | { readonly type: 'SignedIn'; readonly role: Role }
  | { readonly type: 'SignedOut' }
  | {
      readonly type: 'Committed'
      readonly n: number
      readonly kind: ResourceKind
      readonly amount: number
      readonly textId: string
    }
  | { readonly type: 'Released'; readonly n: number }
  | { readonly type: 'RegulatorTold'; readonly kind: RegulatorReportKind; readonly reference: string }
  | {
      readonly type: 'BulletinPublished'
      readonly n: number
      readonly dueAt: Instant
      readonly figures: Figures
      readonly editions: Editions
    }
  | { readonly type: 'CauseNamed'; readonly target: string; readonly cause: MissCause }
  | { readonly type: 'LessonNoted'; readonly n: number; readonly textId: string }
  | { readonly type: 'LessonAssigned'; readonly n: number; readonly ownerId: string; readonly dueOn: DateText }
  | { readonly type: 'LessonDone'; readonly n: number }
)
export type ResponseEntryOf<T extends ResponseEntry['type']> = Extract<ResponseEntry, { readonly type: T }>

export interface Commitment {
  readonly n: number
  readonly kind: ResourceKind
  readonly amount: number
  readonly textId: string
  readonly by: string
  readonly at: Instant
  readonly releasedAt: Instant | null
}

/** What is to be done better, by whom and by when (整改事项). */
export interface Lesson {
  readonly n: number
  readonly textId: string
  readonly ownerId: string | null
  readonly dueOn: DateText | null
  /** The first day that was over when another took its place: a miss stays one whatever day is named next. */
  readonly missedOn?: DateText
  readonly doneAt: Instant | null
}

/** The response to one event as it stands (应急处置). */
export interface Response extends StepRecord {
  readonly plan: Omit<ResponseEntryOf<'PlanFollowed'>, 'type'> | null
  /** Who is there, since when and as what. */
  readonly present: Readonly<Record<string, { readonly role: Role; readonly since: Instant }>>
  /** Everybody who ever signed in. */
  readonly signedIn: number
  readonly commitments: readonly Commitment[]
  readonly reports: readonly {
    readonly kind: RegulatorReportKind
    readonly reference: string
    readonly at: Instant
    readonly by: string
  }[]
  readonly bulletins: readonly Omit<ResponseEntryOf<'BulletinPublished'>, 'type'>[]
  readonly causes: Readonly<Record<string, MissCause>>
  readonly lessons: readonly Lesson[]
}

const noResponse: Response = {
  plan: null,
  stepsDone: {},
  stepsMissed: {},
  present: {},
  signedIn: 0,
  commitments: [],
  reports: [],
  bulletins: [],
  causes: {},
  lessons: [],
}

export const foldResponse = (entries: readonly ResponseEntry[]): Response => entries.reduce(evolveResponse, noResponse)

/** The response after one more fact. Total: what does not fit changes nothing. */
export function evolveResponse(response: Response, entry: ResponseEntry): Response {
  const change = changes[entry.type] as Change<ResponseEntry>
  return { ...response, ...change(response, entry) }
}

type Change<Entry> = (response: Response, entry: Entry) => Partial<Response>

const changes: { readonly [T in ResponseEntry['type']]: Change<ResponseEntryOf<T>> } = {
  PlanFollowed: (response, { type: _type, ...plan }) => ({ plan, stepsMissed: missedSteps(response, plan.at) }),
  StepChecked: (response, { stepId, at, by }) => {
    const dated = datedSteps(response).find(({ step }) => step.stepId === stepId)
    if (dated === undefined) return {}
    return { stepsDone: { ...response.stepsDone, [dated.key]: { at, by, dueAt: dated.dueAt } } }
  },
  SignedIn: ({ present, signedIn }, { by, role, at }) => ({
    present: { ...present, [by]: { role, since: at } },
    signedIn: signedIn + 1,
  }),
  SignedOut: ({ present }, { by }) => ({
    present: Object.fromEntries(Object.entries(present).filter(([personId]) => personId !== by)),
  }),
  Committed: ({ commitments }, entry) => ({ commitments: commitmentsAfter(commitments, entry) }),
  Released: ({ commitments }, entry) => ({ commitments: commitmentsAfter(commitments, entry) }),
  RegulatorTold: ({ reports }, { kind, reference, at, by }) => ({ reports: [...reports, { kind, reference, at, by }] }),
  BulletinPublished: ({ bulletins }, { type: _type, ...bulletin }) => ({ bulletins: [...bulletins, bulletin] }),
  CauseNamed: ({ causes }, { target, cause }) => ({ causes: { ...causes, [target]: cause } }),
  LessonNoted: ({ lessons }, entry) => ({ lessons: lessonsAfter(lessons, entry) }),
  LessonAssigned: ({ lessons }, entry) => ({ lessons: lessonsAfter(lessons, entry) }),
  LessonDone: ({ lessons }, entry) => ({ lessons: lessonsAfter(lessons, entry) }),
}

function commitmentsAfter(
  commitments: readonly Commitment[],
  entry: ResponseEntryOf<'Committed' | 'Released'>,
): readonly Commitment[] {
  if (entry.type === 'Committed') {
    const { type: _type, ...commitment } = entry
    return [...commitments, { ...commitment, releasedAt: null }]
  }
  return commitments.map((each) => (each.n === entry.n ? { ...each, releasedAt: entry.at } : each))
}

function lessonsAfter(
  lessons: readonly Lesson[],
  entry: ResponseEntryOf<'LessonNoted' | 'LessonAssigned' | 'LessonDone'>,
): readonly Lesson[] {
  const changed = (change: Partial<Lesson>): readonly Lesson[] =>
    lessons.map((lesson) => (lesson.n === entry.n ? { ...lesson, ...change } : lesson))
  if (entry.type === 'LessonAssigned') {
    const { ownerId, dueOn, at } = entry
    return lessons.map((lesson) =>
      lesson.n === entry.n ? { ...lesson, ownerId, dueOn, ...missedBy(lesson, at) } : lesson,
    )
  }
  if (entry.type === 'LessonDone') return changed({ doneAt: entry.at })
  return [...lessons, { n: entry.n, textId: entry.textId, ownerId: null, dueOn: null, doneAt: null }]
}

const missedBy = ({ dueOn, missedOn }: Lesson, at: Instant): Pick<Lesson, 'missedOn'> =>
  missedOn === undefined && dueOn !== null && at > endOfDay(dueOn) ? { missedOn: dueOn } : {}
