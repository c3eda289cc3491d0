import { randomUUID } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { createAgenda, type Agenda } from './agenda.ts'
import { fateOfAccount, isSilentAccount } from './bank-accounts.ts'
import {
  bookOnWire,
  createBankBook,
  isSameOrder,
  stateOnWire,
  type BankBook,
  type BankEntry,
  type Fate,
  type Transfer,
  type TransferOrder,
} from './bank-book.ts'
import { bankFaults, chooseFate, type BankFaults } from './bank-faults.ts'
import { drawReceipt, drawTrouble, type Trouble } from './bank-lottery.ts'
import { bankDate, fileStatements, linesOf, misstated, startOfNextDay, statementText } from './bank-statement.ts'
import { createCallbackSender, type CallbackSender, type CallbackTarget, type Receipt } from './callbacks.ts'
import { openJournal, type Journal } from './journal.ts'
import { createServer, parseInput, type Simulator, type SimulatorOptions, type SimulatorServer } from './server.ts'

export type BankOptions = SimulatorOptions &
  CallbackTarget & {
    /** Time from booking to settlement; 500 by default. */
    settleAfterMs?: number | undefined
    /** How long "not found" is not yet final; 60,000 by default. */
    settlingMs?: number | undefined
  }

const reference = z.string().regex(/^[A-Za-z0-9]{1,32}$/)

const order = z.strictObject({
  reference,
  amountFen: z.string().regex(/^[1-9]\d{0,14}$/),
  currency: z.literal('CNY'),
  account: z.strictObject({
    number: z.string().min(1).max(64),
    holderName: z.string().min(1).max(100),
    bankCode: z.string().regex(/^[A-Za-z0-9]{2,20}$/),
  }),
  purpose: z.string().min(1).max(140),
  rail: z.enum(['usual', 'other']).optional(),
})

const queryPath = z.strictObject({ reference })

type Bank = { book: BankBook; journal: Journal<BankEntry>; server: SimulatorServer<BankFaults> }

/** The bank (银行): moves money once per reference, settles later, and reports by a signed receipt. */
export async function startBankSimulator(options: BankOptions): Promise<Simulator> {
  const book = createBankBook()
  const journal = await openJournal<BankEntry>(join(options.dataDir, 'bank.jsonl'), book.apply)
  const { settleAfterMs = 500, settlingMs = 60_000 } = options
  const server = createServer(bankFaults({ settleAfterMs, settlingMs }), journal.settled)
  const agenda = createAgenda()
  const callbacks = createCallbackSender({
    target: options,
    faults: server.faults,
    settled: journal.settled,
    onDone: (eventId) => journal.record({ type: 'reported', eventId }),
  })
  const bank = { book, journal, server }
  const report = reporting(bank, agenda, callbacks)

  /** Lets the next thing happen to the transfer when its time has come. */
  function follow(reference: string): void {
    const next = nextMove(book.get(reference))
    if (!next) return
    agenda.at(next.at, () => {
      const receipt = receiptOf(book.get(reference), next)
      journal.record({ type: 'moved', reference, state: next.state, reason: next.reason, at: Date.now(), receipt })
      report(receipt, next.state)
      follow(reference)
    })
  }

  serveTransfers(bank, follow)
  serveStatements(bank)
  server.app.get('/book', () => bookOnWire(book))

  for (const { order } of book.all()) follow(order.reference)
  book.unreported().forEach(callbacks.send)
  const filing = await keepStatements(join(options.dataDir, 'statements'), bank, agenda)
  return {
    url: await server.listen(options),
    async close() {
      agenda.close()
      callbacks.close()
      await server.close()
      await filing()
      await journal.close()
    },
  }
}

function serveTransfers(bank: Bank, follow: (reference: string) => void): void {
  const { server } = bank
  server.app.post(
    '/transfers',
    { preValidation: noteArrival(bank), preHandler: server.troubled, onSend: server.losing('loseAnswers') },
    (request, reply) => takeTransfer(bank, follow, request, reply),
  )
  server.app.get(
    '/transfers/:reference',
    { preHandler: server.troubled, onSend: server.losing('loseQueryAnswers') },
    (request, reply) => answerQuery(bank, request, reply),
  )
}

/** Sends a receipt, or what chance makes of it: none, two, later. */
function reporting({ book, journal, server }: Bank, agenda: Agenda, { send }: CallbackSender) {
  return (receipt: Receipt, state: string): void => {
    const reference = String(receipt['reference'])
    const isUntold = isSilentAccount(book.get(reference).order.account.number)
    // What comes back is told all the same: nobody asks about a transfer that was settled.
    if (isUntold || (state !== 'returned' && server.faults.spend('forgetOutcomes'))) {
      journal.record({ type: 'reported', eventId: receipt.eventId })
      return
    }
    const { mix } = server.faults.current()
    if (mix === null) return send(receipt)
    const { copies, delayMs } = drawReceipt(mix, `${reference} ${state}`)
    if (copies === 0) journal.record({ type: 'reported', eventId: receipt.eventId })
    agenda.at(Date.now() + delayMs, () => {
      for (let copy = 0; copy < copies; copy += 1) send(receipt)
    })
  }
}

const statementPath = z.strictObject({ date: z.iso.date() })

/** The statement of a day. That of today goes as far as the day has come; of a day to come there is none. */
function serveStatements({ book, server }: Bank): void {
  server.app.get('/statements/:date', { preHandler: server.troubled }, (request, reply) => {
    const { date } = parseInput(statementPath, request.params)
    if (date > bankDate(Date.now())) {
      return reply.code(404).send({ code: 'NO_STATEMENT', detail: 'the day has not begun' })
    }
    const lie = server.faults.spendRule('misstate')
    const lines = linesOf(book.all(), date)
    const text = statementText(lie ? misstated(lines, lie) : lines)
    const cut = server.faults.spend('cutStatements')
    return reply.type('application/jsonl; charset=utf-8').send(cut ? text.slice(0, text.length / 2) : text)
  })
}

/** Files the statement of each day when it is over; the answer waits for the filing under way. */
async function keepStatements(folder: string, { book, journal }: Bank, agenda: Agenda): Promise<() => Promise<void>> {
  await mkdir(folder, { recursive: true })
  let filed = fileStatements(folder, book.all(), Date.now())
  const keepOn = (): void =>
    agenda.at(startOfNextDay(Date.now()), () => {
      filed = filed.then(journal.settled).then(() => fileStatements(folder, book.all(), Date.now()))
      keepOn()
    })
  keepOn()
  await filed
  return () => filed
}

/** A transfer kept waiting by `delayMs` is on its way: until it is booked, "not found" must not become final. */
function noteArrival({ book, journal, server }: Bank) {
  return async (request: FastifyRequest): Promise<void> => {
    const { delayMs, down } = server.faults.current()
    const parsed = order.safeParse(request.body)
    if (delayMs === 0 || down || !parsed.success || book.find(parsed.data.reference)) return
    journal.record({ type: 'arrived', reference: parsed.data.reference, at: Date.now() })
  }
}

function takeTransfer(
  bank: Bank,
  follow: (reference: string) => void,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const { book, journal, server } = bank
  const asked = parseInput(order, request.body)
  const { reference } = asked
  const known = book.find(reference)
  if (known) {
    journal.record({ type: 'repeated', reference, at: Date.now() })
    if (isSameOrder(known.order, asked)) return reply.code(202).send(stateOnWire(known))
    return reply.code(409).send({ code: 'REFERENCE_REUSED', detail: 'the reference belongs to another transfer' })
  }
  const trouble = troubleOf(bank, asked)
  if (trouble === 'refuseThenHang') {
    journal.record({ type: 'arrived', reference, at: Date.now() })
    return reply.hijack()
  }
  const at = Date.now()
  const fate = { ...chooseFate(server.faults, reference, at), ...fateOfAccount(asked.account.number, asked.rail) }
  journal.record({ type: 'booked', order: asked, bankReference: book.nextBankReference(), at, fate })
  follow(reference)
  if (trouble === undefined) return reply.code(202).send(stateOnWire(book.get(reference)))
  if (trouble === 'loseAnswers') void journal.settled().then(() => request.raw.socket.destroy())
  return reply.hijack()
}

/** What goes wrong with the call itself: on demand, else by chance. Nobody is turned away by chance twice. */
function troubleOf({ book, server }: Bank, { reference, account }: TransferOrder): Trouble | undefined {
  const { faults } = server
  if (faults.spend('refuseThenHang')) return 'refuseThenHang'
  if (faults.spend('hangAfterAccept')) return 'hangAfterAccept'
  if (isSilentAccount(account.number)) return 'loseAnswers'
  const { mix } = faults.current()
  const drawn = mix === null ? undefined : drawTrouble(mix, reference)
  return drawn === 'refuseThenHang' && book.unbooked().includes(reference) ? undefined : drawn
}

function answerQuery({ book, journal, server }: Bank, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { reference } = parseInput(queryPath, request.params)
  const now = Date.now()
  const transfer = book.find(reference)
  if (transfer && transfer.fate.visibleAt <= now) return reply.send(stateOnWire(transfer))
  const seenAt = transfer?.acceptedAt ?? book.lastSeen(reference)
  if (seenAt === undefined) journal.record({ type: 'seen', reference, at: now })
  const settlesAt = Math.max((seenAt ?? now) + server.faults.current().settlingMs, transfer?.fate.visibleAt ?? 0)
  const answer = { code: 'NOT_FOUND', final: now >= settlesAt, settlesAt: new Date(settlesAt).toISOString() }
  return reply.code(404).send(answer)
}

type Move = { state: 'settled' | 'rejected' | 'returned' | 'recalled'; at: number; reason?: Fate['reject'] }

function nextMove({ state, fate, changedAt }: Transfer): Move | undefined {
  if (state === 'accepted') {
    if (fate.recalled) return { state: 'recalled', at: fate.settleAt, reason: 'other' }
    return { state: fate.reject ? 'rejected' : 'settled', at: fate.settleAt, reason: fate.reject }
  }
  if (state !== 'settled' || !fate.returned) return undefined
  return { state: 'returned', at: changedAt + fate.returned.afterMs, reason: fate.returned.reason }
}

function receiptOf({ order, bankReference }: Transfer, { state, reason }: Move): Receipt {
  return {
    type: `transfer.${state}`,
    eventId: `evt_${randomUUID()}`,
    reference: order.reference,
    bankReference,
    amountFen: order.amountFen,
    occurredAt: new Date().toISOString(),
    ...(reason ? { reason } : {}),
  }
}
