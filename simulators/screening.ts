import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { z } from 'zod'
import { openJournal } from './journal.ts'
import { commonFaults, createServer, parseInput, type Simulator, type SimulatorOptions } from './server.ts'

const opaqueId = z.string().regex(/^[A-Za-z0-9._:-]{1,64}$/)
const identityNumber = z
  .string()
  .regex(/^[A-Za-z0-9()-]{5,30}$/)
  .optional()
const name = z.string().min(1).max(100)

/** One entry of the lists: everybody of that name, or where a number is given only who has it. */
const listEntry = z.strictObject({ name, identityNumber, active: z.boolean().default(true) })
type ListEntry = z.infer<typeof listEntry>

const screeningAsk = z.strictObject({
  reference: opaqueId,
  persons: z.array(z.strictObject({ name, identityNumber })).min(1).max(10),
})
type ScreeningAsk = z.infer<typeof screeningAsk>

const entryPath = z.strictObject({ entryId: opaqueId })

/** What a screening left behind: no name, for the asker has it. */
type Screening = { screeningId: string; reference: string; matches: string[] }
type Line = { entryId: string; entry: ListEntry } | Screening

/** Enough for whoever looks what was asked lately. */
const screeningsKept = 1_000

/** The synthetic list: nobody has these names. */
const builtIn: Readonly<Record<string, ListEntry>> = {
  'list-example-1': { name: '名单示例', active: true },
}

/** The screening system (名单筛查系统): says which entries of its lists a person matches. */
export async function startScreeningSimulator({ port, host, dataDir }: SimulatorOptions): Promise<Simulator> {
  const entries = new Map<string, ListEntry>(Object.entries(builtIn))
  const screenings: Screening[] = []
  const journal = await openJournal<Line>(join(dataDir, 'screening.jsonl'), (line) => {
    if ('entry' in line) entries.set(line.entryId, line.entry)
    else screenings.push(line)
  })
  const server = createServer(z.strictObject(commonFaults), journal.settled)

  server.app.post('/screenings', { preHandler: server.troubled, onSend: server.losing('loseAnswers') }, (request) => {
    const { reference, persons } = parseInput(screeningAsk, request.body)
    const matches = [...entries].filter(([, entry]) => persons.some((person) => isMatch(entry, person)))
    const screening = { screeningId: `scr-${randomUUID()}`, reference, matches: matches.map(([entryId]) => entryId) }
    // A plain answer need not outlive the process: the journal is for the lists and for what was found.
    if (matches.length > 0) journal.record(screening)
    else if (screenings.push(screening) > screeningsKept) screenings.shift()
    return screening
  })
  server.app.get('/screenings', () => ({ screenings }))
  server.app.put('/entries/:entryId', (request) => {
    const { entryId } = parseInput(entryPath, request.params)
    const entry = parseInput(listEntry, request.body)
    journal.record({ entryId, entry })
    return { entryId, ...entry }
  })

  return {
    url: await server.listen({ port, host }),
    async close() {
      await server.close()
      await journal.close()
    },
  }
}

/** By the number where both have one, else by the name as it is written in several widths and spacings. */
function isMatch(entry: ListEntry, person: ScreeningAsk['persons'][number]): boolean {
  if (!entry.active) return false
  if (entry.identityNumber === undefined) return plain(entry.name) === plain(person.name)
  return person.identityNumber !== undefined && plain(entry.identityNumber) === plain(person.identityNumber)
}

const plain = (text: string): string => text.normalize('NFKC').replaceAll(/\s/g, '').toLowerCase()
