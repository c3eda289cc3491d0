import { parseArgs } from 'node:util'

export interface BenchOptions {
  readonly smoke: boolean
  readonly help: boolean
  readonly seed: number
  /** Claims that stand open when growth, idleness and storm are looked at. */
  readonly open: number
  /** Phases to run; all when empty. */
  readonly only: readonly string[]
}

const usualOpen = 10_000

/** Throws with a readable message for an unknown flag or a number that is none. */
export function readBenchOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    strict: true,
    options: {
      smoke: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
      seed: { type: 'string', default: '1' },
      open: { type: 'string', default: String(usualOpen) },
      only: { type: 'string', multiple: true, default: [] },
    },
  })
  return {
    smoke: values.smoke,
    help: values.help,
    seed: readNumber('--seed', values.seed, { least: 0, most: 1_000_000 }),
    open: readNumber('--open', values.open, { least: 1_000, most: 1_000_000 }),
    only: values.only.flatMap((names) => names.split(',')).filter((name) => name !== ''),
  }
}

/** What runs the same phases over the same claims once more. */
export function commandOf({ smoke, seed, open, only }: Omit<BenchOptions, 'help'>): string {
  const flags = [
    ...(smoke ? ['--smoke'] : []),
    `--seed ${seed}`,
    ...(open === usualOpen ? [] : [`--open ${open}`]),
    ...(only.length === 0 ? [] : [`--only ${only.join(',')}`]),
  ]
  return `npm run bench -- ${flags.join(' ')}`
}

export const help = `npm run bench -- [flags]   measures Lipei beside two twins on this machine; at most 40 minutes on 2 cores

  --smoke            everything once and briefly, at most 3 minutes
  --seed <n>         of the claims and their arrivals                                 1
  --open <n>         claims that stand open for growth, idleness and storm        10000
  --only <a,b>       these phases alone. calendar (how long a new calendar takes to reach every open
                     claim, 24 minutes) and emergency (a disaster by every aim it has, up to an hour)
                     run only when they are named; --only emergency --smoke takes 3
  --help             this text

The report goes to .lipei/bench: report.html for people, report.json for machines. The command fails when a check
does not hold, a figure is beyond its bound, or something had to be left out.`

function readNumber(
  flag: string,
  text: string,
  { least, most }: { readonly least: number; readonly most: number },
): number {
  const number = Number(text)
  if (/^\d+$/.test(text) && number >= least && number <= most) return number
  throw new Error(`${flag} must be a whole number from ${least} to ${most}, not "${text}"`)
}
