import os from 'node:os'

import { localRoleNames } from '../local/roles.ts'
import type { ProductionStack } from '../local/production/production-stack.ts'
import type { ContestantName, Running } from './contestants/contestant.ts'
import type { Driver } from './drive.ts'
import type { Acknowledged, FrontPlace, Job, LoadReport } from './driver/job.ts'
import type { Findings } from './findings.ts'
import { type CpuReading, type CpuUse, cpuBetween, readCpu } from './measure/cpu.ts'
import type { Plan } from './plan.ts'

/** Everything a phase works with. */
export interface Stage {
  readonly plan: Plan
  readonly stack: ProductionStack
  readonly running: Readonly<Partial<Record<ContestantName, Running>>>
  readonly findings: Findings
  /** Everything that was acknowledged so far, by contestant and claim. */
  readonly ledger: Readonly<Record<ContestantName, Map<string, Acknowledged>>>
  readonly say: (line: string) => void
  /** Puts a contestant under load and measures what it cost. */
  readonly load: (name: ContestantName, wish: LoadWish) => Promise<Measured>
  /** Process trees by role, the contestant's own and what it stands on. */
  readonly roles: (name: ContestantName) => Readonly<Record<string, readonly number[]>>
}

export type LoadWish = Pick<Job, 'life' | 'arrivals' | 'seconds'> &
  Partial<Pick<Job, 'rampSeconds' | 'drainSeconds' | 'received' | 'claimIds' | 'atMost'>> & {
    /** Called when the measured window opens. */
    readonly opened?: () => void
    /** Its claims are of other provinces than the people of the bench: they act for the whole company. */
    readonly anywhere?: true
  }

export interface Measured {
  readonly load: LoadReport
  readonly cpu: CpuUse
}

export interface StageParts extends Pick<Stage, 'plan' | 'stack' | 'running' | 'findings' | 'say'> {
  readonly driver: Driver
  readonly seed: number
}

export async function openStage(parts: StageParts): Promise<Stage> {
  const { plan, stack, running, driver, seed } = parts
  const [tokens, everywhere] = await Promise.all([signTokens(stack), signTokens(stack, '000000')])
  const ledger: Stage['ledger'] = { lipei: new Map(), bare: new Map(), naive: new Map() }
  const roles = rolesOf(parts)
  let firstNumber = 1
  return {
    ...parts,
    ledger,
    roles,
    async load(name, { opened, anywhere, ...wish }) {
      const url = running[name]?.url
      if (url === undefined) throw new Error(`${name} does not run`)
      const people = anywhere === true ? everywhere : tokens
      const front: FrontPlace = { contestant: name, url, databaseUrl: stack.ownerUrl, tokens: people }
      const { rampSeconds, drainSeconds } = plan
      const job: Job = { rampSeconds, drainSeconds, ...wish, front, seed, firstNumber }
      const meter = openMeter(() => roles(name))
      const load = await driver.run(job, {
        opened: (watcherPid) => {
          meter.begin(watcherPid)
          opened?.()
        },
        closed: meter.end,
      })
      firstNumber += load.begunAt.length
      keep(ledger[name], load.acknowledged)
      return { load, cpu: meter.used() }
    },
  }
}

async function signTokens({ tokenOf }: ProductionStack, branch?: string): Promise<FrontPlace['tokens']> {
  const signed = localRoleNames.map(async (role) => [role, await tokenOf(role, { branch })] as const)
  return Object.fromEntries(await Promise.all(signed))
}

function rolesOf({ stack: { parts }, running, driver }: StageParts): Stage['roles'] {
  return (name) => {
    const others = Object.entries(running).filter(([other]) => other !== name)
    return {
      front: running[name]?.pids().front ?? [],
      worker: running[name]?.pids().worker ?? [],
      appDatabase: parts.postgres.pids(),
      temporal: parts.temporal.pids(),
      temporalDatabase: parts.temporalPostgres.pids(),
      simulators: [...parts.policy.pids(), ...parts.tax.pids(), ...(running[name]?.pids().simulators ?? [])],
      driver: [driver.pid],
      others: others.flatMap(([, other]) => Object.values(other.pids()).flat()),
    }
  }
}

/** Reads CPU at both borders of a window, without the session by which the driver watches. */
function openMeter(roles: () => Readonly<Record<string, readonly number[]>>) {
  let watcher = 0
  let before: CpuReading | undefined
  let after: CpuReading | undefined
  const read = (): CpuReading => {
    const { appDatabase = [], ...others } = roles()
    const ours = appDatabase.filter((pid) => pid !== watcher)
    return readCpu({ ...others, appDatabase: ours, watcher: [watcher] })
  }
  return {
    begin(watcherPid: number) {
      watcher = watcherPid
      before = read()
    },
    end: () => void (after = read()),
    used(): CpuUse {
      if (before === undefined || after === undefined) throw new Error('the window did not open and close')
      return cpuBetween(before, after, os.availableParallelism())
    },
  }
}

/** The highest version told counts, and what was once true of a claim stays so. */
function keep(ledger: Map<string, Acknowledged>, told: readonly Acknowledged[]): void {
  for (const { claimId, version, ended, pays } of told) {
    const known = ledger.get(claimId)
    ledger.set(claimId, {
      claimId,
      version: Math.max(version, known?.version ?? 0),
      ended: ended || known?.ended === true,
      pays: pays || known?.pays === true,
    })
  }
}
