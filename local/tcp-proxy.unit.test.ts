import net from 'node:net'

import { afterEach, expect, test } from 'vitest'

import { openWire, type Wire } from './tcp-proxy.ts'

const closing: (() => void | Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

test('what is sent arrives at the other end, and its answer comes back', async () => {
  const { wire } = await openEcho()
  expect(await ask(wire, 'hello')).toBe('hello')
})

test('a wire that is cut lets nobody through; mended it does', async () => {
  const { wire, heard } = await openEcho()
  wire.cut()
  expect(await ask(wire, 'one')).toBe('torn')
  wire.mend()
  expect(await ask(wire, 'two')).toBe('two')
  expect(heard).toEqual(['two'])
})

test('a silent wire lets callers in and carries nothing until it is mended, which tears what was silent', async () => {
  const { wire, heard, serverPort } = await openEcho()
  const other = await openWire(serverPort)
  closing.push(other.close)
  wire.silence()
  const asked = ask(wire, 'one')
  // Begun later and gone the same way on another wire, "two" is there and back: carried, "one" would have been heard before.
  expect(await ask(other, 'two')).toBe('two')
  expect(await Promise.race([asked, Promise.resolve('nothing')])).toBe('nothing')
  wire.mend()
  expect(await asked).toBe('torn')
  expect(heard).toEqual(['two'])
})

test('a wire that loses answers carries what is asked: the effect is there, the caller never knows', async () => {
  const { wire, heard } = await openEcho()
  wire.loseAnswers()
  const asked = ask(wire, 'pay')
  await expect.poll(() => heard).toEqual(['pay'])
  wire.mend()
  expect(await asked).toBe('torn')
})

test('a slow wire carries everything later and in order', async () => {
  const { wire } = await openEcho()
  wire.slow(60)
  const begun = performance.now()
  const asked = ask(wire, 'a', 'b', 'c')
  expect(await asked).toBe('abc')
  expect(performance.now() - begun).toBeGreaterThan(50)
})

/** A server that says what it hears, behind a wire. */
async function openEcho(): Promise<{ wire: Wire; heard: string[]; serverPort: number }> {
  const heard: string[] = []
  const server = net.createServer((socket) => {
    socket.on('error', () => undefined)
    socket.on('data', (chunk) => {
      heard.push(chunk.toString())
      socket.write(chunk)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port: serverPort } = server.address() as net.AddressInfo
  const wire = await openWire(serverPort)
  closing.push(() => void server.close(), wire.close)
  return { wire, heard, serverPort }
}

/** Says the words one by one and waits for as many letters back, or for the end of the connection. */
function ask({ port }: Wire, ...words: string[]): Promise<string> {
  const wanted = words.join('').length
  return new Promise((resolve) => {
    let answer = ''
    const socket = net.connect({ host: '127.0.0.1', port })
    closing.push(() => void socket.destroy())
    socket.on('error', () => resolve('torn')).on('close', () => resolve('torn'))
    socket.on('data', (chunk) => {
      answer += chunk.toString()
      if (answer.length >= wanted) resolve(answer)
    })
    for (const word of words) socket.write(word)
  })
}
