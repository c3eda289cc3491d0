import { expect, test } from 'vitest'

import { claimId, createShellUnderTest } from './shell-under-test.ts'

test('what is asked while the server closes is answered, and ends its connection', async () => {
  const { app } = createShellUnderTest()
  const answers: Response[] = []
  const read = async (): Promise<void> => {
    answers.push(await fetch(`${url}/v1/claims/${claimId}`, { headers: { authorization: 'Bearer intake-clerk' } }))
  }
  app.addHook('preClose', read)
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  await read()
  await app.close()
  expect(answers.map(({ status, headers }) => [status, headers.get('connection')])).toEqual([
    [200, 'keep-alive'],
    [200, 'close'],
  ])
})
