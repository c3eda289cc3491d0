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
const nameQuestion = z.strictObject({
  on: z.iso.date(),
  named: z
    .array(z.strictObject({ payeeRef: z.string().max(64), name: z.string().max(100) }))
    .min(1)
    .max(100),
})

/** The insurer's policy system (保单系统): says what a contract promised on a given day. */
export async function startPolicySimulator({ port, host, dataDir }: SimulatorOptions): Promise<Simulator> {
  const replaced = new Map<string, PolicyTerms>()
  const journal = await openJournal<PolicyPut>(join(dataDir, 'policy-system.jsonl'), (put) => {
    replaced.set(put.policyNo, put.terms)
  })
  const server = createServer(z.strictObject(commonFaults), journal.settled)
  mountSearch(server, replaced)
  mountNames(server, replaced)

  server.app.get(
    '/policies/:policyNo',
    { preHandler: server.troubled, onSend: server.losing('loseAnswers') },
    (request, reply) => {
      const { policyNo } = parseInput(policyPath, request.params)
      const { on } = parseInput(lookUp, request.query)
      const terms = replaced.get(policyNo) ?? namedPolicies[policyNo] ?? loadPolicy(policyNo)
      if (!terms) return reply.code(404).send({ code: 'POLICY_NOT_FOUND', detail: 'no such policy' })
      const payees = terms.payees.map(({ name: _name, ...payee }) => payee)
      return { policyNo, ...terms, payees, status: statusOn(terms, on) }
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

/** Whether people have the names of payees of a policy; the names themselves are told to nobody. */
function mountNames(
  { app, troubled, losing }: SimulatorServer<z.infer<z.ZodObject<typeof commonFaults>>>,
  replaced: ReadonlyMap<string, PolicyTerms>,
): void {
  const hooks = { preHandler: troubled, onSend: losing('loseAnswers') }
  app.post('/policies/:policyNo/payees/names', hooks, (request, reply) => {
    const { policyNo } = parseInput(policyPath, request.params)
    const { named } = parseInput(nameQuestion, request.body)
    const terms = replaced.get(policyNo) ?? namedPolicies[policyNo] ?? loadPolicy(policyNo)
    if (!terms) return reply.code(404).send({ code: 'POLICY_NOT_FOUND', detail: 'no such policy' })
    const nameOf = new Map(terms.payees.map(({ payeeRef, name }) => [payeeRef, name]))
    const compared = named.map(({ payeeRef, name }) => ({ payeeRef, name: comparedWith(nameOf.get(payeeRef), name) }))
    return { compared }
  })
}

function comparedWith(kept: string | undefined, name: string): 'same' | 'other' | 'not-kept' {
  if (kept === undefined) return 'not-kept'
  return plain(kept) === plain(name) ? 'same' : 'other'
}

/** In whatever width and spacing it is written. */
const plain = (name: string): string => name.normalize('NFKC').replaceAll(/\s/g, '').toLowerCase()

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
