import type { Logger } from 'pino'
import { raiseTasks } from '../../db/contact-tasks.ts'
import type { Found } from '../../db/contact-tasks.ts'
import type { Database, Session } from '../../db/database.ts'
import { readEventFacts } from '../../db/emergencies.ts'
import { opaquePersonId } from '../../db/person-ids.ts'
import type { DuePage } from '../../db/policy-searches.ts'
import { duePages, finishPage } from '../../db/policy-searches.ts'
import type { Vault } from '../../db/vault.ts'
import { raiseTask } from '../../domain/emergency/contact-task.ts'
import type { EventFacts } from '../../domain/emergency/event-facts.ts'
import type { ListedPolicy } from '../../domain/emergency/search-plan.ts'
import { isInSearch } from '../../domain/emergency/search-plan.ts'
import type { Instant } from '../../domain/time.ts'
import type { PortfolioGateway } from '../gateways/portfolio-gateway.ts'
import { deliverEach } from './delivery-loop.ts'

export interface SearchDesk {
  readonly db: Database
  readonly vault: Vault
  readonly log: Logger
  readonly portfolio: PortfolioGateway
  /** The host's clock: people are found by systems, not by a claim. */
  readonly now: () => Instant
}

const pagesAtOnce = 4

/**
 * Asks for the next page of every search under way and raises a contact task for everybody it names; resolves to how many pages
 * got through. While the policy system is away a search stands at its cursor; killed anywhere, it goes on from there.
 */
export async function searchPolicies(desk: SearchDesk): Promise<number> {
  return deliverEach({
    items: await duePages(desk.db, pagesAtOnce),
    deliver: (page) => searchPage(page, desk),
    describe: ({ eventId, zone }) => ({ eventId, zone }),
    log: desk.log,
  })
}

async function searchPage(page: DuePage, { db, vault, portfolio, now }: SearchDesk): Promise<void> {
  const { eventId, zone, firstDay: from, lastDay: to, cursor } = page
  const event = await readEventFacts(db, eventId)
  if (event === null) throw new Error(`there is a search for ${eventId}, and no such event`)
  const { policies, next } = await portfolio.findPoliciesIn({ zone, from, to, cursor })
  const affected = policies.filter((policy) => isInSearch(event.scope, policy))
  const people = peopleOf(affected, { vault, event, at: now() })
  const store = async (session: Session): Promise<void> => void (await raiseTasks(session, vault, eventId, people))
  await finishPage(db, page, { next, policies: affected.length, store })
}

/** Everybody insured under one of the contracts, once, with all of theirs. */
function peopleOf(
  policies: readonly ListedPolicy[],
  { vault, event, at }: { readonly vault: Vault; readonly event: EventFacts; readonly at: Instant },
): readonly Found[] {
  const byPerson = new Map<string, ListedPolicy[]>()
  for (const policy of policies) {
    for (const named of policy.insuredPersonIds) {
      const personId = opaquePersonId(vault, named)
      byPerson.set(personId, [...(byPerson.get(personId) ?? []), policy])
    }
  }
  return [...byPerson].map(([personId, theirs]) => ({
    task: raiseTask({ personId, source: 'policy', at }, event.measures, event.level),
    policies: theirs,
  }))
}
