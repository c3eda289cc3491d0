import { join } from 'node:path'
import { z } from 'zod'
import { openJournal } from './journal.ts'
import { loadPolicy, namedPolicies, policyNo, policyTerms, type PolicyTerms } from './policy-portfolio.ts'
import { commonFaults, createServer, parseInput, type Simulator, type SimulatorOptions } from './server.ts'

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

/** Outside its dates a contract covers nothing, whatever its standing is. */
function statusOn({ status, effectiveFrom, effectiveTo }: PolicyTerms, on: string): PolicyTerms['status'] {
  if (on > effectiveTo) return 'terminated'
  if (on < effectiveFrom && status === 'in-force') return 'lapsed'
  return status
}
