import { median, merged, percentile } from '../measure/percentiles.ts'
import type { EmergencyFindings } from './emergency-findings.ts'
import { slowdownOf } from './many-events.ts'

/** The figures of an emergency, null where its part was not run. */
export function emergencyFigures({ filing, surge, sweep, killed, epidemic, capacityPerSecond }: EmergencyFindings) {
  const slower = filing === undefined ? [] : slowdownOf(filing.alone, filing.among)
  const late = epidemic === undefined ? null : epidemic.contactLate + epidemic.tasksLate
  return {
    'events-filing': {
      value: median(slower),
      ...(slower.length > 0 && { spread: [Math.min(...slower), Math.max(...slower)] as const }),
    },
    'surge-p99': { value: surge?.filing.p99 ?? null },
    'surge-lost': { value: surge?.lost ?? null },
    'surge-ordinary': { value: waited(surge?.provinces, 'ordinary') },
    'surge-flood': { value: waited(surge?.provinces, 'flood') },
    'sweep-first': { value: sweep?.firstSeconds ?? null },
    sweep: { value: sweep === undefined ? null : (sweep.seconds / sweep.claims) * 10_000 },
    'sweep-green': { value: sweep?.greenStep.p99 == null ? null : sweep.greenStep.p99 / 1_000 },
    'sweep-others': {
      value: sweep === undefined || !capacityPerSecond ? null : (100 * sweep.othersPerSecond) / capacityPerSecond,
    },
    'sweep-once': { value: sweep === undefined ? null : sweep.notOnce + (killed?.notOnce ?? 0) },
    'epidemic-contact': { value: late },
    'epidemic-settle': { value: epidemic?.settleLate ?? null },
  }
}

type Provinces = NonNullable<EmergencyFindings['surge']>['provinces']

/** The worst p99 of the provinces of a kind, seconds. */
function waited(provinces: Provinces = [], kind: Provinces[number]['kind']): number | null {
  const waits = provinces.filter((province) => province.kind === kind).map(({ wait }) => wait.p99 ?? 0)
  const worst = percentile(merged([waits]), 100)
  return worst === null ? null : worst / 1_000
}
