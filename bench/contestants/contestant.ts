import type { ProductionStack } from '../../local/production/production-stack.ts'

export const contestantNames = ['lipei', 'bare', 'naive'] as const
export type ContestantName = (typeof contestantNames)[number]

/**
 * Flags of everybody's message provider and bank. The outside answers at once: what is measured is the way there and back,
 * and what a contestant does with it.
 */
export const promptOutside = {
  messages: ['--deliver-after-ms=0'],
  bank: ['--settle-after-ms=0'],
} as const satisfies Readonly<Record<'messages' | 'bank', readonly string[]>>

/** Something that takes claims, driven over HTTP by the same driver on the same servers. */
export interface Contestant {
  readonly name: ContestantName
  /** Starts its front and worker against the stack's servers; resolves when it takes claims. */
  readonly start: (stack: ProductionStack, options: ContestantOptions) => Promise<Running>
}

export interface ContestantOptions {
  readonly cachedWorkflows: number
  /** For its logs and data. */
  readonly folder: string
}

export interface Running {
  /** Where the driver sends its requests. */
  readonly url: string
  /** Of the bank that pays for it, whose book is a witness. */
  readonly bankUrl: string
  /** Whole process trees now, for CPU and memory. */
  readonly pids: () => Readonly<Record<'front' | 'worker' | 'simulators', readonly number[]>>
  readonly stop: () => Promise<void>
  /** SIGKILL, without a word of warning. */
  readonly killWorker: () => Promise<void>
  readonly startWorker: () => Promise<void>
}
