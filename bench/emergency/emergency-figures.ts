import { median, merged, percentile } from '../measure/percentiles.ts'
import type { EmergencyFindings } from './emergency-findings.ts'
import { slowdownOf } from './many-events.ts'

/** The figures of an emergency, null where its part was not run. */
export function emergencyFigures(findings: EmergencyFindings) {
  return {
    'events-filing': slowdownAmong(findings.filing),
    ...surgeFigures(findings.surge),
    ...sweepFigures(findings),
    ...epidemicFigures(findings.epidemic),
  }
}

function slowdownAmong(filing: EmergencyFindings['filing']) {
  const slower = filing === undefined ? [] : slowdownOf(filing.alone, filing.among)
  return {
    value: median(slower),
    ...(slower.length > 0 && { spread: [Math.min(...slower), Math.max(...slower)] as const }),
  }
}

const surgeFigures = (surge: EmergencyFindings['surge']) => ({
  'surge-p99': { value: surge?.filing.p99 ?? null },
  'surge-lost': { value: surge?.lost ?? null },
  'surge-ordinary': { value: waited(surge?.provinces, 'ordinary') },
  'surge-flood': { value: waited(surge?.provinces, 'flood') },
})

function sweepFigures({ sweep, killed, capacityPerSecond }: EmergencyFindings) {
  const greenMs = sweep?.greenStep.p99 ?? null
  return {
    'sweep-first': { value: sweep?.firstSeconds ?? null },
    sweep: { value: sweep === undefined ? null : (sweep.seconds / sweep.claims) * 10_000 },
    'sweep-green': { value: greenMs === null ? null : greenMs / 1_000 },
    'sweep-others': {
      value: sweep === undefined || !capacityPerSecond ? null : (100 * sweep.othersPerSecond) / capacityPerSecond,
    },
    'sweep-once': { value: sweep === undefined ? null : sweep.notOnce + (killed?.notOnce ?? 0) },
  }
}

const epidemicFigures = (epidemic: EmergencyFindings['epidemic']) => ({
  'epidemic-contact': { value: epidemic === undefined ? null : epidemic.contactLate + epidemic.tasksLate },
  'epidemic-settle': { value: epidemic?.settleLate ?? null },
})

type Provinces = NonNullable<EmergencyFindings['surge']>['provinces']

/** The worst p99 of the provinces of a kind, seconds. */
function waited(provinces: Provinces = [], kind: Provinces[number]['kind']): number | null {
  const waits = provinces.filter((province) => province.kind === kind).map(({ wait }) => wait.p99 ?? 0)
  const worst = percentile(merged([waits]), 100)
  return worst === null ? null : worst / 1_000
}
