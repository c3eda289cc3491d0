import type { HeardTransfer } from '../db/reconciliation.ts'
import type { BankSays, Difference, LookedInto } from '../domain/reconciliation/compare.ts'
import { confirms, isAsked } from '../domain/reconciliation/compare.ts'
import type { BankGateway, TransferState } from './gateways/bank-gateway.ts'
import { GatewayUnavailable } from './gateways/http-call.ts'

interface Answered {
  readonly differences: readonly LookedInto[]
  /** What claims are to be told, as if the bank had reported it. */
  readonly heard: readonly HeardTransfer[]
}

/**
 * Asks the bank by its reference about every transfer of ours that the statement shows as our book has not got it, once each.
 * What the bank bears out its claim is told; the rest is for a person.
 *
 * @throws {GatewayUnavailable} the bank is asked again with the whole day
 */
export async function askAboutDifferences(
  differences: readonly Difference[],
  bank: Pick<BankGateway, 'findTransfer'>,
): Promise<Answered> {
  const answers = new Map<string, Answer>()
  for (const { reference } of differences.filter(isAsked)) {
    if (!answers.has(reference)) answers.set(reference, await answerOf(reference, bank))
  }
  const looked = differences.map((difference) => {
    const answer = isAsked(difference) ? answers.get(difference.reference) : undefined
    return { difference, answer, said: answer && saidOf(difference, answer) }
  })
  const heard = looked.flatMap(({ difference, answer, said }) => heardOf(difference, answer, said))
  return {
    differences: looked.map(({ difference, said }) => ({ ...difference, ...(said && { bankSays: said }) })),
    // A debit and a return of one transfer are one word of the bank.
    heard: [...new Map(heard.map((word) => [word.reference, word])).values()],
  }
}

type Answer = TransferState | { readonly state: 'not-found' | 'no-answer' }

async function answerOf(reference: string, bank: Pick<BankGateway, 'findTransfer'>): Promise<Answer> {
  try {
    return await bank.findTransfer(reference)
  } catch (error) {
    if (error instanceof GatewayUnavailable) throw error
    return { state: 'no-answer' }
  }
}

function saidOf({ oursFen }: Difference, answer: Answer): BankSays {
  return 'amountFen' in answer && answer.amountFen !== oursFen ? 'amount-differs' : answer.state
}

function heardOf(
  { booking, claimId }: Difference,
  answer: Answer | undefined,
  said: BankSays | undefined,
): readonly HeardTransfer[] {
  if (answer === undefined || said === undefined || claimId === null || !('amountFen' in answer)) return []
  if (!confirms(booking, said)) return []
  const { reference, amountFen, changedAt } = answer
  const reason = 'reason' in answer ? { reason: answer.reason } : {}
  return [{ claimId, reference, state: said, amountFen, occurredAt: changedAt, ...reason }]
}
