import { expect } from 'vitest'

import * as frontDesk from '../api/commands/front-desk-doors.ts'
import * as middle from '../api/commands/middle-doors.ts'

/** What the bodies mean by which a diagnosis is recorded. */
export const diagnosisMeanings = [
  {
    door: frontDesk.acceptance,
    body: { action: 'accept', diagnosis: { disease: 'blindness', documentId: 'doc-9', isFirst: true } },
    command: {
      type: 'AcceptClaim',
      diagnosis: { documentId: 'doc-9', diseaseTextId: expect.any(String), isFirst: true },
    },
  },
  {
    door: middle.review,
    body: { action: 'record', diagnosis: { disease: 'unlisted', documentId: 'doc-9', isFirst: false } },
    command: {
      type: 'RecordReview',
      parts: [],
      diagnosis: { documentId: 'doc-9', diseaseTextId: expect.any(String), isFirst: false },
    },
  },
]
