import { bare } from './bare/bare.ts'
import type { Contestant } from './contestant.ts'
import { lipei } from './lipei.ts'
import { naive } from './naive/naive.ts'

/** In the order their rounds follow each other. */
export const contestants: readonly Contestant[] = [lipei, bare, naive]
