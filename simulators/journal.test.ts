import { appendFile, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openJournal } from './journal.ts'
import { temporaryFolder } from './trial.ts'

async function openNumbers(file: string) {
  const numbers: number[] = []
  const journal = await openJournal<number>(file, (number) => numbers.push(number))
  return { journal, numbers }
}

test('what is settled is there after the next start, in order', async () => {
  const file = join(await temporaryFolder(), 'deep', 'numbers.jsonl')
  const first = await openNumbers(file)
  for (let number = 0; number < 500; number += 1) first.journal.record(number)
  await first.journal.settled()
  expect((await readFile(file, 'utf8')).split('\n')).toHaveLength(501)
  await first.journal.close()

  const second = await openNumbers(file)
  expect(second.numbers).toEqual(Array.from({ length: 500 }, (_, number) => number))
  await second.journal.close()
})

test('memory knows an entry at once, before it is on disk', async () => {
  const { journal, numbers } = await openNumbers(join(await temporaryFolder(), 'numbers.jsonl'))
  journal.record(7)
  expect(numbers).toEqual([7])
  await journal.close()
})

test('a torn last line is cut off, and the next entry stands on a line of its own', async () => {
  const file = join(await temporaryFolder(), 'numbers.jsonl')
  await writeFile(file, '1\n2\n')
  await appendFile(file, '{"torn":"保')
  const torn = await openNumbers(file)
  expect(torn.numbers).toEqual([1, 2])
  torn.journal.record(3)
  await torn.journal.close()

  expect(await readFile(file, 'utf8')).toBe('1\n2\n3\n')
})

test('a broken line in the middle stops the start and is named', async () => {
  const file = join(await temporaryFolder(), 'numbers.jsonl')
  await writeFile(file, '1\nrubbish\n3\n')
  await expect(openNumbers(file)).rejects.toThrow(`${file}:2 is not a journal line`)
})
