import { join } from 'node:path'
import { z } from 'zod'
import { openJournal } from './journal.ts'
import { commonFaults, createServer, parseInput, type Simulator, type SimulatorOptions } from './server.ts'

const invoiceNumber = z.string().regex(/^\d{8,20}$/)
const invoiceCode = z.string().regex(/^\d{8,12}$/)

const face = {
  code: invoiceCode.optional(),
  checkCode: z.string().regex(/^[0-9A-Z]{6,20}$/),
  issuedOn: z.iso.date(),
  amountFen: z.string().regex(/^[1-9]\d{0,14}$/),
}

const asked = z.strictObject({ ...face, number: invoiceNumber })
const issued = z.strictObject({ ...face, voided: z.boolean().default(false) })
const invoicePath = z.strictObject({ number: invoiceNumber })

type Asked = z.infer<typeof asked>
type Issued = z.infer<typeof issued>
type Check = { number: string; verdict: Verdict }
type Entry = { type: 'put'; number: string; invoice: Issued } | ({ type: 'checked' } & Check)
type Verdict = 'genuine' | 'not-found' | 'differs' | 'voided'

/** The tax authority's invoice check (发票查验): says whether an invoice was issued as it stands. */
export async function startTaxSimulator({ port, host, dataDir }: SimulatorOptions): Promise<Simulator> {
  const put = new Map<string, Issued>()
  const checks: Check[] = []
  const journal = await openJournal<Entry>(join(dataDir, 'tax-authority.jsonl'), (entry) => {
    const { number } = entry
    if (entry.type === 'put') put.set(keyOf({ ...entry.invoice, number }), entry.invoice)
    else checks.push({ number, verdict: entry.verdict })
  })
  const server = createServer(z.strictObject(commonFaults), journal.settled)

  server.app.post(
    '/invoices/check',
    { preHandler: server.troubled, onSend: server.losing('loseAnswers') },
    (request) => {
      const invoice = parseInput(asked, request.body)
      const check = { number: invoice.number, verdict: verdictOn(invoice, put.get(keyOf(invoice))) }
      journal.record({ type: 'checked', ...check })
      return check
    },
  )
  server.app.put('/invoices/:number', (request) => {
    const { number } = parseInput(invoicePath, request.params)
    const invoice = parseInput(issued, request.body)
    journal.record({ type: 'put', number, invoice })
    return { number, ...invoice }
  })

  // The witness: what was asked, and how often.
  server.app.get('/checks', () => ({ checks }))

  return {
    url: await server.listen({ port, host }),
    async close() {
      await server.close()
      await journal.close()
    },
  }
}

const keyOf = ({ code = '', number }: Pick<Asked, 'code' | 'number'>): string => `${code}/${number}`

/**
 * Who put none knows an endless pad of them: a number is on it whose check code is its own last six digits, whatever its
 * amount and day. One that ends in 00 was voided.
 */
function verdictOn({ number, checkCode, issuedOn, amountFen }: Asked, known: Issued | undefined): Verdict {
  if (known !== undefined) {
    const same = known.checkCode === checkCode && known.issuedOn === issuedOn && known.amountFen === amountFen
    if (!same) return 'differs'
    return known.voided ? 'voided' : 'genuine'
  }
  if (!number.startsWith('9')) return 'not-found'
  if (checkCode !== number.slice(-6)) return 'differs'
  return number.endsWith('00') ? 'voided' : 'genuine'
}
