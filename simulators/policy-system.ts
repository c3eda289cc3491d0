import { join } from 'node:path'
import { z } from 'zod'
import { openJournal } from './journal.ts'
import { loadPolicy, namedPolicies, policyNo, policyTerms, type PolicyTerms } from './policy-portfolio.ts'
import { matchPersons, personSearch, type Portfolio, portfolioSize, searchZone, zoneSearch } from './policy-search.ts'
import {
  commonFaults,
  createServer,
  parseInput,
  type Simulator,
  type SimulatorOptions,
  type SimulatorServer,
} from './server.ts'

type PolicyPut = { policyNo: string; terms: PolicyTerms }

const policyPath = z.strictObject({ policyNo })
const lookUp = z.strictObject({ on: z.iso.date() })

/** The insurer's policy system (保单系统): says what a contract promised on a given day. */
export async function startPolicySimulator({ port, host, dataDir }: SimulatorOptions): Promise<Simulator> {
  const replaced = new Map<string, PolicyTerms>()
  const journal = await openJournal<PolicyPut>(join(dataDir, 'policy-system.jsonl'), (put) => {
    replaced.set(put.policyNo, put.terms)
  })
  const server = createServer(z.strictObject(commonFaults), journal.settled)
  mountSearch(server, replaced)

  server.app.get(
    '/policies/:policyNo',
    { preHandler: server.troubled, onSend: server.losing('loseAnswers') },
    (request, reply) => {
      const { policyNo } = parseInput(policyPath, request.params)
      const { on } = parseInput(lookUp, request.query)
      const terms = replaced.get(policyNo) ?? namedPolicies[policyNo] ?? loadPolicy(policyNo)
      if (!terms) return reply.code(404).send({ code: 'POLICY_NOT_FOUND', detail: 'no such policy' })
      return { policyNo, ...terms, status: statusOn(terms, on) }
    },
  )
  server.app.put('/policies/:policyNo', (request) => {
    const { policyNo } = parseInput(policyPath, request.params)
    const terms = parseInput(policyTerms, request.body)
    journal.record({ policyNo, terms })
    return { policyNo, ...terms }
  })

  return {
    url: await server.listen({ port, host }),
    async close() {
      await server.close()
      await journal.close()
    },
  }
}

/** Who is insured in a zone, and under which contracts the people of a list stand: what a proactive search asks. */
function mountSearch(
  { app, troubled, losing }: SimulatorServer<z.infer<z.ZodObject<typeof commonFaults>>>,
  replaced: ReadonlyMap<string, PolicyTerms>,
): void {
  const portfolio: Portfolio = { replaced, searchablePerBranch: 1_000 }
  const hooks = { preHandler: troubled, onSend: losing('loseAnswers') }
  app.get('/policies', hooks, (request) => searchZone(portfolio, parseInput(zoneSearch, request.query)))
  app.post('/policies/matches', hooks, (request) => matchPersons(portfolio, parseInput(personSearch, request.body)))
  app.put('/portfolio', (request) => {
    const size = parseInput(portfolioSize, request.body)
    portfolio.searchablePerBranch = size.searchablePerBranch
    return size
  })
}

/** Outside its dates a contract covers nothing, whatever its standing is. */
function statusOn({ status, effectiveFrom, effectiveTo }: PolicyTerms, on: string): PolicyTerms['status'] {
  if (on > effectiveTo) return 'terminated'
  if (on < effectiveFrom && status === 'in-force') return 'lapsed'
  return status
}
