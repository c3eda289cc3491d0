import { toldOvertaken } from './dispute-notices.ts'
import * as hold from './hold-notices.ts'
import type { Draft, Orders } from './notice-drafts.ts'
import { toBranch } from './notice-drafts.ts'
import type { Claim } from './state.ts'

/** The work items a suspicion brings (#54 to #57, #69). Colleagues only: the customer is told nothing of it. */
export const holdOrders: Orders = {
  HoldRaised: (claim, fact) => workItems(hold.holdRaised(claim, fact)),
  HoldProposed: (claim, fact) => workItems(hold.holdProposed(claim, fact)),
  HoldLapseNear: (claim, fact) => workItems(hold.holdLapseNear(claim, fact)),
  HoldLapsed: (_claim, fact) => workItems(hold.holdLapsed(fact)),
  HoldCleared: (claim, fact) => workItems(hold.holdCleared(claim, fact)),
  FraudProven: (claim) => [...toldOvertaken(claim), ...workItems(hold.fraudProven())],
  RefusalProposed: (claim) => toSign(claim),
  LossAssessed: (claim) => toSign(claim),
  ConcessionProposed: (claim) => toSign(claim),
}

const toSign = (claim: Claim): readonly Draft[] => workItems(hold.decidedAnew(claim))

export const workItems = (tasks: ReturnType<typeof hold.holdRaised>): Draft[] =>
  tasks.map(({ audience, facts }) => toBranch('staff-work-item', audience, facts))
