import { openJournal } from '../../../simulators/journal.ts'

/** The first witness: what the client asked, and what it was told. */
export type CallEntry = Asked | Told | Refused

/** Noted before the first byte leaves: a claim the API knows of and nobody asked for is a violation. */
export interface Asked {
  readonly type: 'asked'
  readonly at: number
  readonly key: string
  /** Absent for a filing: its claim has no name yet. */
  readonly claimId?: string
  readonly door: string
}

/** A 2xx. Whatever happens afterwards must never contradict it. */
export interface Told {
  readonly type: 'told'
  readonly at: number
  readonly key: string
  readonly door: string
  readonly claimId: string
  readonly version: number
  readonly decisionVersion: number
  readonly status: string
  /** Answers it took until this one came, failures included. */
  readonly tries: number
}

/** A final no. */
export interface Refused {
  readonly type: 'refused'
  readonly at: number
  readonly key: string
  readonly claimId?: string
  readonly door: string
  readonly httpStatus: number
  readonly code: string
}

export interface CallJournal {
  /** Resolves when the line is on disk. */
  readonly note: (entry: CallEntry) => Promise<void>
  readonly entries: readonly CallEntry[]
  readonly close: () => Promise<void>
}

/** Opens the journal file; every line is synced to disk before whoever noted it goes on. */
export async function openCallJournal(file: string): Promise<CallJournal> {
  const entries: CallEntry[] = []
  const journal = await openJournal<CallEntry>(file, (entry) => entries.push(entry))
  return {
    entries,
    note(entry) {
      journal.record(entry)
      return journal.settled()
    },
    close: journal.close,
  }
}
