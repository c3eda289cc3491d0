import { z } from 'zod'
import { claimLines } from '../../domain/claim/codes.ts'
import type { ListedPolicy } from '../../domain/emergency/search-plan.ts'
import { callPartner, GatewayJunk, type PartnerAddress } from './http-call.ts'
import { wireId } from './wire.ts'

/** Asks the policy system whom an event may have hit: by zone, and by the people of a list (主动排查). */
export interface PortfolioGateway {
  /**
   * One page of the contracts of a zone that are in force on a day of the window.
   * @throws {GatewayUnavailable | GatewayRefused | GatewayJunk}
   */
  readonly findPoliciesIn: (ask: ZoneAsk) => Promise<PolicyPage>
  /**
   * Under which contracts people stand; who stands under none is left out. At most a hundred people a call.
   * @throws {GatewayUnavailable | GatewayRefused | GatewayJunk}
   */
  readonly matchPersons: (persons: readonly AskedPerson[]) => Promise<readonly PersonMatch[]>
}

export interface ZoneAsk {
  /** The beginning of a division code. */
  readonly zone: string
  /** `YYYY-MM-DD`, both days included. */
  readonly from: string
  readonly to: string
  /** `next` of the page before; null for the first page. */
  readonly cursor: string | null
}

export interface PolicyPage {
  readonly policies: readonly ListedPolicy[]
  readonly next: string | null
}

/** Personal data: goes in the body and comes back in no answer. */
export interface AskedPerson {
  readonly ref: string
  readonly name: string
  readonly identityNumber: string
}

export interface PersonMatch {
  readonly ref: string
  readonly personId: string
  readonly policies: readonly ListedPolicy[]
}

/** 500 contracts are some 100 KB: far below what is read of an answer, and one transaction's work. */
const pageSize = 500
export const personsAtOnce = 100

const partner = 'policy system'

export function createHttpPortfolioGateway({ baseUrl, timeoutMs }: PartnerAddress): PortfolioGateway {
  return {
    async findPoliciesIn({ zone, from, to, cursor }) {
      const named = { partner, intent: 'list the policies of a zone' }
      const query = new URLSearchParams({ zone, from, to, limit: String(pageSize), ...(cursor !== null && { cursor }) })
      const path = `/policies?${query.toString()}`
      const page = await callPartner({
        ...named,
        method: 'GET',
        baseUrl,
        path,
        timeoutMs,
        answers: { 200: policyPage },
      })
      if (page.next !== null && page.next === cursor) throw new GatewayJunk(named, 'the next page is this page')
      return page
    },
    async matchPersons(persons) {
      const named = { partner, intent: 'match the people of a list' }
      const call = { ...named, method: 'POST', baseUrl, path: '/policies/matches', timeoutMs } as const
      const { matches: found } = await callPartner({ ...call, body: { persons }, answers: { 200: matches } })
      const asked = new Set(persons.map(({ ref }) => ref))
      if (found.some(({ ref }) => !asked.has(ref))) throw new GatewayJunk(named, 'it names nobody who was asked for')
      return found
    },
  }
}

const listedPolicy = z.object({
  policyNo: wireId,
  line: z.enum(claimLines),
  branch: z.string().regex(/^\d{6}$/),
  effectiveFrom: z.iso.date(),
  effectiveTo: z.iso.date(),
  insuredPersonIds: z.array(wireId).min(1).max(1_000),
}) satisfies z.ZodType<ListedPolicy>

const policyPage = z.object({
  policies: z.array(listedPolicy).max(pageSize),
  next: wireId.nullable(),
})

const matches = z.object({
  matches: z
    .array(z.object({ ref: z.string().max(64), personId: wireId, policies: z.array(listedPolicy).min(1).max(100) }))
    .max(personsAtOnce),
})
