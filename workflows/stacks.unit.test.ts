import { globalHandlers } from '@temporalio/worker/lib/workflow/vm-shared.js'
import { afterEach, expect, test } from 'vitest'

const activator = () => ({
  info: { runId: 'run' },
  promiseStackStore: { childToParent: new Map(), promiseToStack: new Map() },
})

afterEach(() => {
  globalHandlers.uninstall()
  Reflect.deleteProperty(globalThis, '__TEMPORAL_ACTIVATOR__')
})

/** What the SDK keeps of promises that are made while it looks. */
function keptBySdk() {
  const running = activator()
  Reflect.set(globalThis, '__TEMPORAL_ACTIVATOR__', running)
  globalHandlers.install()
  // What was made outside of a sandbox it would leave to whoever mapped stacks before.
  Reflect.set(globalHandlers, 'origPrepareStackTrace', undefined)
  const waiting = new Promise(() => undefined)
  void waiting.then(() => undefined)
  globalHandlers.uninstall()
  return { waiting, running, stacks: running.promiseStackStore.promiseToStack.size }
}

test('the SDK takes a stack of every promise, and of none once this is loaded; whose it is, it still finds', async () => {
  expect(keptBySdk().stacks).toBeGreaterThan(0)
  await import('./stacks.ts')
  const { waiting, running, stacks } = keptBySdk()
  expect(stacks).toBe(0)
  const reach = waiting.constructor.constructor as (code: string) => () => unknown
  expect(reach('return globalThis.__TEMPORAL_ACTIVATOR__')()).toBe(running)
  expect(reach('return 1')()).toBe(1)
})

test('an error still says where it was made', () => {
  expect(new Error('here').stack).toContain('stacks.unit.test.ts')
})
