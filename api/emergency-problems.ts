import type { RefusalCode } from '../domain/claim/decision.ts'
import type { ProblemKind } from './problem-catalogue.ts'

const conflict = (title: string, remedy: string): ProblemKind => ({ status: 409, title, remedy })

/** What the measures of an event refuse where a claim is worked. */
export const emergencyProblems = {
  SURVEY_MANNER: conflict('The claim may not be surveyed in this manner', 'Have somebody look at the place.'),
  LIMIT_LIFTED: conflict('An event has lifted this limit', 'Do not cut the item for it; the detail names the item.'),
} satisfies Readonly<Partial<Record<RefusalCode, ProblemKind>>>
