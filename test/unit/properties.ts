import { moneyProperties } from './money-properties.ts'
import type { Property } from './property.ts'

const laws = 'test/unit/claim-laws.ts'
const properties = 'test/unit/claim-properties.test.ts'
const coverage = 'test/unit/claim-coverage.test.ts'
const unknown = 'activities/unknown-outcomes.unit.test.ts'

/** P1 to P28 of the reliability goals. Laws hold at every step of every generated life. */
export const properties28: readonly Property[] = [
  ...moneyProperties,
  {
    id: 'P10',
    says: 'Every open claim has an owner or a queue, or a day on which it moves, and somebody is told when it is late.',
    proofs: [
      [laws, 'an open claim has somebody to act on it or a day on which it moves'],
      [
        'domain/claim/notice-orders.test.ts',
        'at 80 % the owner and the team lead are told, at the due time the lead, at a breach compliance, head office and the customer',
      ],
    ],
  },
  {
    id: 'P11',
    says: 'A pause moves no date earlier, pauses lie inside the life of their clock, and time goes forward only.',
    proofs: [
      ['domain/clocks/engine.test.ts', 'pausing never moves a due time earlier'],
      [laws, 'pauses follow each other inside the clock’s life'],
      [laws, 'an event counts one version, and the decision version never falls'],
      [properties, 'time passes first: to ask late is to let the time pass and then ask'],
    ],
  },
  {
    id: 'P12',
    says: 'A deadline happens once, and never after its clock has ended.',
    proofs: [
      [laws, 'every level of a clock fires once, none before its instant'],
      [laws, 'a clock ends exactly once, and what it recorded stays'],
      ['test/unit/escalation-laws.ts', 'an escalation is never lost while it stands, and what it says stays'],
    ],
  },
  {
    id: 'P13',
    says: 'The law’s time stands still only with a full list, from its proven delivery.',
    proofs: [
      [
        'domain/claim/documents.test.ts',
        '#7 sending is not delivery: nothing pauses, and C02 is breached when no proof comes',
      ],
      [
        laws,
        'a clock of the law stands still only while a list is open or a dispute is appraised or mediated, and only where the law says so',
      ],
    ],
  },
  {
    id: 'P14',
    says: 'Documents are asked for once; again only with a new fact and a supervisor’s reason.',
    proofs: [['domain/claim/documents.test.ts', '#7 there is one list only (Insurance Law 22)']],
  },
  {
    id: 'P15',
    says: 'A refusal is told with its reasons within three days.',
    proofs: [
      ['domain/clocks/caps.test.ts', 'a refusal is due in three days, however long the norm gives for a result'],
      [
        'domain/claim/approval.test.ts',
        '#32 a refusal ends the claim as declined, a denial as denied, when its notice is delivered',
      ],
    ],
  },
  {
    id: 'P16',
    says: 'What is not determined in sixty days is paid in advance, as far as it is provable.',
    proofs: [
      ['domain/claim/advance-due.test.ts', '#27 a claim that is %s is asked about on day 45 and on day 55, once'],
      [
        'domain/claim/advance-due.test.ts',
        '#27 day 60 comes all the same: a late advance is a breach on record that the payment does not lift',
      ],
    ],
  },
  {
    id: 'P17',
    says: 'What is agreed is paid in ten days, or its interest is owed.',
    proofs: [
      [
        'domain/claim/compensation.test.ts',
        '#47 money that came late is owed with its interest, and the claim is paid all the same',
      ],
    ],
  },
  {
    id: 'P18',
    says: 'Every refusal has a code, is kept where money is at stake, and changes nothing.',
    proofs: [
      ['domain/claim/refusal-codes.test.ts', '%s: a no changes nothing and says what is possible instead'],
      [properties, 'a refusal changes nothing, and nothing that is asked changes the claim it is asked of'],
      [coverage, 'every refusal of the core is met by somebody'],
      [
        'api/routes/command-routes.test.ts',
        'who may not for their role is kept where decisions and money are at stake, and nowhere else',
      ],
    ],
  },
  {
    id: 'P19',
    says: 'The same command or message twice is once.',
    proofs: [
      [
        'test/shell/faults.test.ts',
        'the same key and body ten times at once is one event, and another body under that key is refused',
      ],
      [
        properties,
        'the same receipt twice brings a remark and nothing else, but for an answer that is asked for again',
      ],
      [
        'api/callback-storm.test.ts',
        'callbacks, doubled, out of order, forged and stale, each true one acts once and no other at all',
      ],
    ],
  },
  {
    id: 'P20',
    says: 'What does not depend on each other may come in any order.',
    proofs: [
      [
        'test/unit/claim-commuting.test.ts',
        'two things that have nothing to do with each other leave the same claim in either order',
      ],
    ],
  },
  {
    id: 'P21',
    says: 'The log folded is the claim, wherever it is cut.',
    proofs: [
      [properties, 'going on from any point is the same as never having stopped (continue-as-new)'],
      [
        'test/shell/time.test.ts',
        'a claim continued as new in the middle of a supplement wait is the claim that was not',
      ],
    ],
  },
  {
    id: 'P22',
    says: 'The zone of the process changes no date.',
    proofs: [['test/unit/clock-process-zone.test.ts', 'a process born in %s that speaks %s says the same']],
  },
  {
    id: 'P23',
    says: 'The system refuses nobody.',
    proofs: [
      [
        'test/unit/approval-laws.ts',
        'a decision is within the authority it was taken by, the committee decides by its votes, and the system never refuses',
      ],
      ['domain/claim/small-claim.test.ts', '#18 a share of the claims goes to a person, the same ones every time'],
    ],
  },
  {
    id: 'P24',
    says: 'While an outcome is unknown nothing else is paid in its place.',
    proofs: [
      [
        'domain/claim/payment-troubles.test.ts',
        '#41 while an outcome is unknown no other payment takes over, whatever it takes',
      ],
      [unknown, 'no other reference is given while one is unknown: what takes over comes after the bank’s final word'],
    ],
  },
  {
    id: 'P25',
    says: 'An emergency shortens clocks and takes away no person, no identity and no check.',
    proofs: [
      [
        'test/unit/emergency-properties.test.ts',
        'no clock falls due later, and none of the law’s changes, whatever is declared, regraded or ended',
      ],
      [
        'test/unit/emergency-laws.ts',
        'a limit rises only by a multiplier somebody else has raised, before its end, and never above A4',
      ],
    ],
  },
  {
    id: 'P26',
    says: 'The log has no gap, and every hash follows the one before.',
    proofs: [
      ['db/recording.test.ts', 'the log is read page by page, with its chain'],
      ['db/audit.test.ts', 'untouched chains are whole'],
      ['db/audit.test.ts', 'a row taken out, wherever it stood, is found'],
    ],
  },
  {
    id: 'P27',
    says: 'A claim stays below 256 KiB whatever it lives through.',
    proofs: [
      ['test/unit/claim-size.test.ts', 'after five thousand commands in twenty lives a claim still fits into 256 KiB'],
    ],
  },
  {
    id: 'P28',
    says: 'Every status can be reached, and from every one an end.',
    proofs: [
      ['domain/claim/lifecycle-search.test.ts', 'a reported claim can come to every status, to the farthest in'],
      ['domain/claim/lifecycle-search.test.ts', 'from %s there is a way to an end'],
      [properties, 'from wherever a claim has got, people of good will bring it to an end'],
    ],
  },
]
