import { z } from 'zod'
import { callPartner, GatewayJunk, type PartnerAddress } from './http-call.ts'
import { wireFen, wireId, wireInstant } from './wire.ts'

/** Moves money once per reference. After any error of `transfer` the outcome is unknown: ask, never send again unasked. */
export interface BankGateway {
  /** @throws {GatewayUnavailable | GatewayRefused | GatewayJunk} */
  findTransfer: (reference: string) => Promise<TransferState | TransferNotFound>
  /**
   * A known reference is answered by the first transfer's state and books nothing.
   * @throws {GatewayRefused} `INVALID`: nothing was booked; `REFERENCE_REUSED`: the reference is another transfer's
   * @throws {GatewayUnavailable | GatewayJunk} the outcome is unknown
   */
  transfer: (order: TransferOrder) => Promise<TransferState>
}

/** `account` is personal data: it goes to the bank and nowhere else. */
export type TransferOrder = {
  /** Ours, unique for ever: at most 32 letters and digits. */
  readonly reference: string
  /** Safe integer, more than 0. */
  readonly amountFen: number
  readonly account: { readonly number: string; readonly holderName: string; readonly bankCode: string }
  readonly purpose: string
  /** The way it goes between the banks, where it is not the usual one. */
  readonly rail?: 'other'
}

/** What the bank says of a transfer it knows. Instants are epoch ms of the bank's clock. */
export type TransferState = {
  readonly reference: string
  readonly bankReference: string
  readonly amountFen: number
  readonly acceptedAt: number
  readonly changedAt: number
} & (
  | { readonly state: 'accepted' | 'settled' }
  | { readonly state: 'rejected' | 'returned' | 'recalled'; readonly reason: TransferReason }
)

/** The first two are the account's trouble, the others the bank's. */
type TransferReason = 'account-closed' | 'name-mismatch' | 'bank-limit' | 'other'

/** Final only when no transfer with this reference can still be on its way inside the bank. */
type TransferNotFound = {
  readonly state: 'not-found'
  readonly final: boolean
  /** Epoch ms of the bank's clock: from here on the answer is final, unless another transfer is sent. */
  readonly settlesAt: number
}

export function createHttpBankGateway({ baseUrl, timeoutMs }: PartnerAddress): BankGateway {
  return {
    async findTransfer(reference) {
      const named = { partner: 'bank', intent: 'find a transfer' }
      const path = `/transfers/${encodeURIComponent(reference)}`
      const answers = { 200: transferState, 404: notFound }
      const found = await callPartner({ ...named, method: 'GET', baseUrl, path, timeoutMs, answers })
      if (found.state !== 'not-found') requireReference(named, reference, found)
      return found
    },
    async transfer({ reference, amountFen, account, purpose, rail }) {
      const named = { partner: 'bank', intent: 'transfer' }
      const { number, holderName, bankCode } = account
      const sent = await callPartner({
        ...named,
        method: 'POST',
        baseUrl,
        path: '/transfers',
        body: {
          reference,
          amountFen: decimal(amountFen),
          currency: 'CNY',
          account: { number, holderName, bankCode },
          purpose,
          ...(rail === undefined ? {} : { rail }),
        },
        timeoutMs,
        answers: { 202: transferState },
      })
      requireReference(named, reference, sent)
      if (sent.amountFen !== amountFen) throw new GatewayJunk(named, 'it is another amount')
      return sent
    },
  }
}

/** The last place where a wrong amount can be stopped: a bug here must never become a transfer. */
function decimal(amountFen: number): string {
  if (!Number.isSafeInteger(amountFen) || amountFen <= 0) throw new RangeError('a transfer moves a whole number of fen')
  return String(amountFen)
}

function requireReference(
  named: { partner: string; intent: string },
  asked: string,
  { reference }: TransferState,
): void {
  if (reference !== asked) throw new GatewayJunk(named, 'it is another transfer')
}

const known = {
  reference: z.string().regex(/^[A-Za-z0-9]{1,32}$/),
  bankReference: wireId,
  amountFen: wireFen,
  currency: z.literal('CNY'),
  acceptedAt: wireInstant,
  changedAt: wireInstant,
}
const reason = z.enum(['account-closed', 'name-mismatch', 'bank-limit', 'other'])

const transferState = z
  .discriminatedUnion('state', [
    z.object({ ...known, state: z.enum(['accepted', 'settled']) }),
    z.object({ ...known, state: z.enum(['rejected', 'returned', 'recalled']), reason }),
  ])
  .transform(({ currency: _currency, ...state }): TransferState => state)

/** Only this shape means "no such transfer": taking the 404 of a wrong address for it could pay twice. */
const notFound = z
  .object({ code: z.literal('NOT_FOUND'), final: z.boolean(), settlesAt: wireInstant })
  .transform(({ final, settlesAt }): TransferNotFound => ({ state: 'not-found', final, settlesAt }))
