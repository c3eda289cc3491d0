import { join } from 'node:path'
import { z } from 'zod'
import { openJournal } from './journal.ts'
import { commonFaults, createServer, parseInput, type Simulator, type SimulatorOptions } from './server.ts'

const opaqueId = z.string().regex(/^[A-Za-z0-9._-]{1,80}$/)

const scoredCase = z.strictObject({
  reference: opaqueId,
  line: z.string().min(1).max(40),
  cause: z.string().min(1).max(40),
  region: z.string().regex(/^\d{6}$/),
  eventDate: z.iso.date(),
  claimedFen: z.string().regex(/^(0|[1-9]\d{0,15})$/),
  policyAgeDays: z.int().nullable(),
  injury: z.enum(['none', 'injury', 'death']),
  thirdParty: z.boolean(),
  claimantId: opaqueId,
  insuredId: opaqueId,
})
type ScoredCase = z.infer<typeof scoredCase>

const watched = z.strictObject({ personIds: z.array(opaqueId).max(1_000) })

interface Finding {
  readonly hardRules: readonly string[]
  readonly signals: readonly { readonly code: string; readonly points: number }[]
}

type Entry =
  | { readonly type: 'scored'; readonly asked: ScoredCase; readonly found: Finding }
  | { readonly type: 'watched'; readonly personIds: readonly string[] }

/** The insurer's fraud score (欺诈评分): hard rules, and weak signals that add up. It remembers every case it was asked about. */
export async function startFraudSimulator({ port, host, dataDir }: SimulatorOptions): Promise<Simulator> {
  const cases = new Map<string, { readonly asked: ScoredCase; readonly found: Finding }>()
  let watchList: ReadonlySet<string> = new Set()
  const journal = await openJournal<Entry>(join(dataDir, 'fraud-score.jsonl'), (entry) => {
    if (entry.type === 'scored') cases.set(entry.asked.reference, entry)
    else watchList = new Set(entry.personIds)
  })
  const server = createServer(z.strictObject(commonFaults), journal.settled)

  server.app.post('/scores', { preHandler: server.troubled, onSend: server.losing('loseAnswers') }, (request) => {
    const asked = parseInput(scoredCase, request.body)
    const known = cases.get(asked.reference)
    if (known !== undefined) return known.found
    const found = findingOf(asked, { others: [...cases.values()].map((one) => one.asked), watchList })
    journal.record({ type: 'scored', asked, found })
    return found
  })
  server.app.get('/scores', () => ({ cases: [...cases.values()] }))
  server.app.put('/watch-list', (request) => {
    const { personIds } = parseInput(watched, request.body)
    journal.record({ type: 'watched', personIds })
    return { personIds }
  })

  return {
    url: await server.listen({ port, host }),
    async close() {
      await server.close()
      await journal.close()
    },
  }
}

interface Memory {
  readonly others: readonly ScoredCase[]
  readonly watchList: ReadonlySet<string>
}

function findingOf(asked: ScoredCase, memory: Memory): Finding {
  const hardRules = hardRulesOf.filter(({ applies }) => applies(asked, memory)).map(({ code }) => code)
  const signals = signalsOf
    .filter(({ applies }) => applies(asked, memory))
    .map(({ code, points }) => ({ code, points }))
  return { hardRules, signals }
}

interface Rule {
  readonly code: string
  readonly applies: (asked: ScoredCase, memory: Memory) => boolean
}

const hardRulesOf: readonly Rule[] = [
  {
    code: 'watch-list',
    applies: ({ claimantId, insuredId }, { watchList }) => watchList.has(claimantId) || watchList.has(insuredId),
  },
  { code: 'event-before-cover', applies: ({ policyAgeDays }) => policyAgeDays !== null && policyAgeDays < 0 },
]

const signalsOf: readonly (Rule & { readonly points: number })[] = [
  { code: 'young-policy', points: 30, applies: ({ policyAgeDays }) => policyAgeDays !== null && policyAgeDays < 30 },
  { code: 'round-amount', points: 10, applies: ({ claimedFen }) => /[1-9]0{6,}$/.test(claimedFen) },
  { code: 'theft-or-fire', points: 15, applies: ({ cause }) => cause === 'theft' || cause === 'fire' },
  {
    code: 'frequent-claimant',
    points: 40,
    applies: (asked, { others }) => others.filter(({ claimantId }) => claimantId === asked.claimantId).length >= 3,
  },
  {
    code: 'same-day-elsewhere',
    points: 40,
    applies: (asked, { others }) =>
      others.some(
        ({ insuredId, eventDate, region }) =>
          insuredId === asked.insuredId && eventDate === asked.eventDate && region !== asked.region,
      ),
  },
]
