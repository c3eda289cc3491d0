import type { Fate } from './bank-book.ts'

/** How long after it has settled a transfer to the account that gives money back comes back. */
const returnAfterMs = 5_000

type Rail = 'usual' | 'other' | undefined

/** What a trial account does to every transfer that goes there: a story needs no access to the faults. */
const manners: Readonly<Record<string, (rail: Rail) => Pick<Fate, 'reject' | 'returned' | 'recalled'>>> = {
  '9001': () => ({ reject: 'account-closed' }),
  '9002': () => ({ reject: 'name-mismatch' }),
  '9003': (rail) => (rail === 'other' ? {} : { reject: 'bank-limit' }),
  '9005': () => ({ returned: { afterMs: returnAfterMs, reason: 'account-closed' } }),
  '9006': () => ({ recalled: true }),
}

/** Trial accounts are those of no bank there is. */
const trialAccount = /^620000000000\d*(90\d\d)$/

const codeOf = (number: string): string => trialAccount.exec(number)?.[1] ?? ''

/** What becomes of a transfer to such an account; nothing for any other. */
export const fateOfAccount = (number: string, rail: Rail): Pick<Fate, 'reject' | 'returned' | 'recalled'> =>
  manners[codeOf(number)]?.(rail) ?? {}

/** 9004: the transfer is booked, and neither its answer nor its receipt arrives: only asking finds it. */
export const isSilentAccount = (number: string): boolean => codeOf(number) === '9004'
