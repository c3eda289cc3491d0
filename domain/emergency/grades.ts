/**
 * Levels of an event (灾害事故分级), the highest last. Source: 财产保险灾害事故分级处置办法 (2022-11-08); they are the norm's level 3, 2, 1.
 * The government's own scale has four levels and is another one (Emergency Response Law 71).
 */
export const eventLevels = ['III', 'II', 'I'] as const
export type EventLevel = (typeof eventLevels)[number]

/** What a claim can be treated by: a level of an event, or `G`, the green channel of one claim without an event. */
export const grades = ['G', ...eventLevels] as const
export type Grade = (typeof grades)[number]

/** What kind of event (突发事件类型). Source: 2025 claims service norm, emergencies. */
export const eventKinds = [
  'natural-disaster',
  'accident',
  'public-health',
  'system-failure',
  'mass-complaint',
  'contract-dispute',
] as const
export type EventKind = (typeof eventKinds)[number]
