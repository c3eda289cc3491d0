import type { Role } from '../claim/codes.ts'
import type { DateText, Instant } from '../time.ts'
import type { Editions, Figures } from './bulletin.ts'
import type { PlanStep, PlannedResource, ResourceKind } from './plan.ts'

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
  readonly doneAt: Instant | null
}

/** The response to one event as it stands (应急处置). */
export interface Response {
  readonly plan: Omit<ResponseEntryOf<'PlanFollowed'>, 'type'> | null
  readonly stepsDone: Readonly<Record<string, { readonly at: Instant; readonly by: string }>>
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
  const { at, by } = entry
  switch (entry.type) {
    case 'PlanFollowed': {
      const { type: _type, ...plan } = entry
      return { ...response, plan, stepsDone: {} }
    }
    case 'StepChecked':
      return { ...response, stepsDone: { ...response.stepsDone, [entry.stepId]: { at, by } } }
    case 'SignedIn': {
      const present = { ...response.present, [by]: { role: entry.role, since: at } }
      return { ...response, present, signedIn: response.signedIn + 1 }
    }
    case 'SignedOut': {
      const { [by]: _gone, ...present } = response.present
      return { ...response, present }
    }
    case 'Committed':
    case 'Released':
      return { ...response, commitments: commitmentsAfter(response.commitments, entry) }
    case 'RegulatorTold':
      return { ...response, reports: [...response.reports, { kind: entry.kind, reference: entry.reference, at, by }] }
    case 'BulletinPublished': {
      const { type: _type, ...bulletin } = entry
      return { ...response, bulletins: [...response.bulletins, bulletin] }
    }
    case 'CauseNamed':
      return { ...response, causes: { ...response.causes, [entry.target]: entry.cause } }
    case 'LessonNoted':
    case 'LessonAssigned':
    case 'LessonDone':
      return { ...response, lessons: lessonsAfter(response.lessons, entry) }
  }
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
  if (entry.type === 'LessonAssigned') return changed({ ownerId: entry.ownerId, dueOn: entry.dueOn })
  if (entry.type === 'LessonDone') return changed({ doneAt: entry.at })
  return [...lessons, { n: entry.n, textId: entry.textId, ownerId: null, dueOn: null, doneAt: null }]
}
