import type { ServicePolicy } from '../service-policy.ts'
import type { Feedback } from './state.ts'

/** #49: a low score, or words. Nobody but a person can tell whether words complain, so whoever wrote some is answered. */
export const needsAnswer = (
  { score, textId }: Pick<Feedback, 'score' | 'textId'>,
  { feedback }: Pick<ServicePolicy, 'feedback'>,
): boolean => score < feedback.goodScore || textId !== undefined
