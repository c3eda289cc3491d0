import type { Contestant } from './contestant.ts'

/** The product as it is shipped: its API and its worker, compiled, with the settings of production. */
export const lipei: Contestant = {
  name: 'lipei',
  async start({ url, bankUrl, parts: { api, worker, messages, bank, fraud } }, { cachedWorkflows }) {
    const change = { env: { LIPEI_CACHED_WORKFLOWS: String(cachedWorkflows) } }
    await Promise.all([api.start(), worker.start(change)])
    return {
      url,
      bankUrl,
      pids: () => ({
        front: api.pids(),
        worker: worker.pids(),
        simulators: [...messages.pids(), ...bank.pids(), ...fraud.pids()],
      }),
      async stop() {
        await Promise.all([api.stop(), worker.stop()])
      },
      killWorker: worker.kill,
      startWorker: () => worker.start(change),
    }
  },
}
