import type { Receipt } from './callbacks.ts'

type Outcome = 'delivered' | 'failed'

/** What the provider's journal holds. */
export type MessageEntry =
  | {
      type: 'accepted'
      reference: string
      channel: string
      to: string
      template: string
      language: string
      body: string
      messageId: string
      /** epoch ms */
      at: number
      /** Fixed at acceptance, so that a restart changes nobody's fate. */
      plan: { at: number; outcome: Outcome }
    }
  | { type: 'repeated'; reference: string }
  | { type: 'carried'; reference: string; outcome: Outcome; receipt: Receipt }
  | { type: 'reported'; eventId: string }

type Accepted = Extract<MessageEntry, { type: 'accepted' }>
type Message = Accepted & { state: 'accepted' | Outcome; duplicates: number }

/** Every message ever accepted, folded from the journal. */
export type MessageBook = {
  apply: (entry: MessageEntry) => void
  find: (reference: string) => Message | undefined
  get: (reference: string) => Message
  /** The witness: what was really sent, and how often somebody asked twice. */
  read: (reference?: string) => { messages: object[]; duplicates: number }
  underWay: () => Accepted[]
  unreported: () => Receipt[]
}

export function createMessageBook(): MessageBook {
  const messages = new Map<string, Message>()
  const receipts = new Map<string, Receipt>()

  function get(reference: string): Message {
    const message = messages.get(reference)
    if (!message) throw new Error('the journal speaks of a message it never accepted')
    return message
  }

  return {
    apply(entry) {
      switch (entry.type) {
        case 'accepted':
          messages.set(entry.reference, { ...entry, state: 'accepted', duplicates: 0 })
          return
        case 'repeated':
          get(entry.reference).duplicates += 1
          return
        case 'carried':
          get(entry.reference).state = entry.outcome
          receipts.set(entry.receipt.eventId, entry.receipt)
          return
        case 'reported':
          receipts.delete(entry.eventId)
      }
    },
    find: (reference) => messages.get(reference),
    get,
    read(reference) {
      const asked = [...messages.values()].filter(
        (message) => reference === undefined || message.reference === reference,
      )
      return {
        messages: asked.map(toWire),
        duplicates: asked.reduce((sum, message) => sum + message.duplicates, 0),
      }
    },
    underWay: () => [...messages.values()].filter(({ state }) => state === 'accepted'),
    unreported: () => [...receipts.values()],
  }
}

function toWire({ type: _type, plan: _plan, at, ...message }: Message): object {
  return { ...message, acceptedAt: new Date(at).toISOString() }
}
