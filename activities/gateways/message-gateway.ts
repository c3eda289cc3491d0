import { z } from 'zod'
import type { NoticeChannel } from '../../domain/claim/codes.ts'
import { callPartner, GatewayJunk, type PartnerAddress } from './http-call.ts'
import { wireId } from './wire.ts'

/** Hands notices to the message provider (消息服务商), who later reports delivery by a signed receipt. */
export interface MessageGateway {
  /**
   * Safe to repeat under the same reference: the provider sends nothing twice.
   * @throws {GatewayUnavailable | GatewayRefused | GatewayJunk}
   */
  send: (message: Message) => Promise<{ messageId: string }>
}

/** One notice to one person. `to` and `body` are personal data: they go to the provider and nowhere else. */
export type Message = {
  /** Ours, unique for ever: letters, digits and `._:/-`, at most 128. */
  readonly reference: string
  readonly channel: MessageChannel
  readonly to: string
  readonly template: string
  readonly language: 'zh' | 'en'
  readonly body: string
}

/** What is handed over by hand needs no provider. */
type MessageChannel = Exclude<NoticeChannel, 'by-hand'>

export function createHttpMessageGateway({ baseUrl, timeoutMs }: PartnerAddress): MessageGateway {
  return {
    async send({ reference, channel, to, template, language, body }) {
      const named = { partner: 'message provider', intent: 'send a message' }
      const accepted = await callPartner({
        ...named,
        method: 'POST',
        baseUrl,
        path: '/messages',
        // Named one by one, so that a field added to our side never leaves the house unnoticed.
        body: { reference, channel, to, template, language, body },
        timeoutMs,
        answers: { 202: acceptance },
      })
      if (accepted.reference !== reference) throw new GatewayJunk(named, 'it is another message')
      return { messageId: accepted.messageId }
    },
  }
}

const acceptance = z.object({ messageId: wireId, reference: wireId, state: z.literal('accepted') })
