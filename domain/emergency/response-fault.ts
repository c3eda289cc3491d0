import type { Role } from '../claim/codes.ts'

/** Why something asked of the response to an event is refused. The codes are stable, see docs/problems.md. */
export type ResponseFaultCode =
  | 'CONTACT_OWN'
  | 'CONTACT_WISH_MISSING'
  | 'CONTACT_WISH_UNHEARD'
  | 'CONTACT_NOT_BY_PERSON'
  | 'CONTACT_CLAIMED'
  | 'CONTACT_WISH_OTHER'
  | 'INSURER_START_NOT_ALLOWED'
  | 'EVENT_NOT_ACTIVE'
  | 'LIST_EVIDENCE_MISSING'
  | 'LOSS_OUTSIDE_EVENT'
  | 'DEATH_NOT_LISTED'
  | 'PLAN_STEP_TWICE'
  | 'PLAN_STEP_UNKNOWN'
  | 'PLAN_CIRCLE'
  | 'PLAN_RESOURCE_TWICE'
  | 'PLAN_EXERCISE_ZONE'
  | 'PLAN_NOT_FOR_EVENT'
  | 'STEP_UNKNOWN'
  | 'STEP_CHECKED'
  | 'STEP_BEFORE'
  | 'STEP_OF_ANOTHER'
  | 'SIGNED_IN'
  | 'NOT_SIGNED_IN'
  | 'RESOURCE_UNKNOWN'
  | 'RESOURCE_CEILING'
  | 'COMMITMENT_UNKNOWN'
  | 'COMMITMENT_RELEASED'
  | 'REPORT_ORDER'
  | 'REPORT_FINAL'
  | 'EVENT_NOT_ENDED'
  | 'TARGET_NOT_MISSED'
  | 'LESSON_UNKNOWN'
  | 'LESSON_DATE'
  | 'LESSON_DONE'
  | 'LESSON_NOT_ASSIGNED'
  | 'REVIEW_LESSON_OPEN'
  | 'REVIEW_CAUSE_MISSING'
  | 'REVIEW_LESSON_MISSING'
  | 'REVIEW_REPORT_MISSING'
  | 'REVIEW_PLAN_MISSING'
  | 'REVIEW_PLAN_UNREVISED'

/** A refusal as a value: nothing has changed. */
export interface ResponseFault {
  readonly code: ResponseFaultCode
  readonly message: string
  /** JSON pointer into what was sent, where one field is at fault. */
  readonly field?: string
  readonly whoMay?: readonly Role[]
}

export const fault = (
  code: ResponseFaultCode,
  message: string,
  more: Pick<ResponseFault, 'field' | 'whoMay'> = {},
): { readonly fault: ResponseFault } => ({ fault: { code, message, ...more } })

export type Faulty = ReturnType<typeof fault>
