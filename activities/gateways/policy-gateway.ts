import { z } from 'zod'
import { claimLines, type ClaimLine } from '../../domain/claim/codes.ts'
import { listableDiseases, type ListableDisease } from '../../domain/claim/diseases.ts'
import type { ContractPeriods } from '../../domain/claim/evidence.ts'
import { callPartner, GatewayJunk, type PartnerAddress } from './http-call.ts'
import { wireFen, wireId } from './wire.ts'

/** Asks the insurer's policy system (保单系统) what a contract promised on a given day. */
export interface PolicyGateway {
  /**
   * @param on the day asked about, `YYYY-MM-DD`
   * @throws {GatewayUnavailable | GatewayRefused | GatewayJunk}
   */
  findPolicy: (policyNo: string, on: string) => Promise<Policy | 'unknown'>
}

/** One contract as it stood on the day asked about. People are opaque ids; money is integer fen. */
export type Policy = {
  readonly policyNo: string
  readonly line: ClaimLine
  readonly product: string
  readonly group: boolean
  readonly status: 'in-force' | 'lapsed' | 'terminated'
  /** `YYYY-MM-DD`, both days covered. */
  readonly effectiveFrom: string
  readonly effectiveTo: string
  /** Days from the first day of cover in which the contract waits (等待期); absent where the policy system does not name them. */
  readonly waitingDays?: number
  readonly sumInsuredFen: number
  readonly deductibleFen: number
  readonly payRatioPercent: number
  /** The contract names the amount; nothing is assessed or agreed. */
  readonly fixedBenefit: boolean
  readonly insured: readonly { readonly personId: string; readonly relation: string }[]
  readonly holderPersonId: string
  readonly payees: readonly { readonly payeeRef: string; readonly order: number; readonly sharePercent: string }[]
  readonly contractPeriods: ContractPeriods
  /** Of critical illness: those it pays for in one day, where it names them; codes we do not know are left out. */
  readonly diseases?: readonly ListableDisease[]
  /** Administrative division code of the branch that keeps the contract. */
  readonly branch: string
}

export function createHttpPolicyGateway({ baseUrl, timeoutMs }: PartnerAddress): PolicyGateway {
  return {
    async findPolicy(policyNo, on) {
      const named = { partner: 'policy system', intent: 'find a policy' }
      const path = `/policies/${encodeURIComponent(policyNo)}?on=${encodeURIComponent(on)}`
      const answers = { 200: policy, 404: unknown }
      const found = await callPartner({ ...named, method: 'GET', baseUrl, path, timeoutMs, answers })
      if (found !== 'unknown' && found.policyNo !== policyNo) throw new GatewayJunk(named, 'it is another policy')
      return found
    },
  }
}

const days = z.int().min(1).max(3_650)

const policy = z
  .object({
    policyNo: wireId,
    line: z.enum(claimLines),
    product: wireId,
    group: z.boolean(),
    status: z.enum(['in-force', 'lapsed', 'terminated']),
    effectiveFrom: z.iso.date(),
    effectiveTo: z.iso.date(),
    waitingDays: z.int().min(0).max(3_650).exactOptional(),
    sumInsuredFen: wireFen,
    deductibleFen: wireFen,
    payRatioPercent: z.int().min(0).max(100),
    fixedBenefit: z.boolean(),
    insured: z
      .array(z.object({ personId: wireId, relation: wireId }))
      .min(1)
      .max(1_000),
    holderPersonId: wireId,
    payees: z
      .array(
        z.object({
          payeeRef: wireId,
          order: z.int().min(1),
          sharePercent: z.string().regex(/^(100\.00|\d{1,2}\.\d{2})$/),
        }),
      )
      .min(1)
      .max(100),
    diseases: z
      .array(wireId)
      .max(200)
      .transform((codes) => listableDiseases.filter((disease) => codes.includes(disease)))
      .exactOptional(),
    contractPeriods: z.object({ paymentDays: days.exactOptional(), determinationDays: days.exactOptional() }),
    branch: z.string().regex(/^\d{6}$/),
  })
  .refine(({ effectiveFrom, effectiveTo }) => effectiveFrom <= effectiveTo) satisfies z.ZodType<Policy>

/** Only this code means "no such policy": the 404 of a wrong address must not turn a customer away. */
const unknown = z.object({ code: z.literal('POLICY_NOT_FOUND') }).transform(() => 'unknown' as const)

/** Asks the insurer's policy system whether somebody has the name of a beneficiary it names. It keeps the names to itself. */
export interface BeneficiaryNames {
  /**
   * What it says of each, by the beneficiary's id; of whom it does not speak it keeps no name.
   *
   * @throws {GatewayUnavailable | GatewayRefused | GatewayJunk}
   */
  compare: (ask: NamesAsked) => Promise<ReadonlyMap<string, ComparedName>>
}

interface NamesAsked {
  readonly policyNo: string
  /** The day asked about, `YYYY-MM-DD`. */
  readonly on: string
  /** The name is personal data: it goes in the body and comes back in no answer. */
  readonly named: readonly { readonly payeeRef: string; readonly name: string }[]
}

/** `not-kept`: the policy names him by his relation, say, and nobody can compare. */
export type ComparedName = (typeof comparedNames)[number]
const comparedNames = ['same', 'other', 'not-kept'] as const

export function createHttpBeneficiaryNames({ baseUrl, timeoutMs }: PartnerAddress): BeneficiaryNames {
  return {
    async compare({ policyNo, on, named }) {
      const call = { partner: 'policy system', intent: 'compare the names of beneficiaries', baseUrl, timeoutMs }
      const path = `/policies/${encodeURIComponent(policyNo)}/payees/names`
      const found = await callPartner({
        ...call,
        method: 'POST',
        path,
        body: { on, named },
        answers: { 200: nameAnswer },
      })
      const asked = new Set(named.map(({ payeeRef }) => payeeRef))
      if (found.compared.some(({ payeeRef }) => !asked.has(payeeRef)))
        throw new GatewayJunk(call, 'it names somebody who was not asked for')
      return new Map(found.compared.map(({ payeeRef, name }) => [payeeRef, name]))
    },
  }
}

const nameAnswer = z.object({
  compared: z.array(z.object({ payeeRef: wireId, name: z.enum(comparedNames) })).max(100),
})
