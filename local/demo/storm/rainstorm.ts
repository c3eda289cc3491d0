import type { DateText } from '../../../domain/time.ts'
import type { Office } from '../../office.ts'
import { askApi } from '../../office.ts'
import type { OpenEvent } from './event-client.ts'
import { districts, province } from './storm-place.ts'

/** What is reported of the storm, and what it is declared with. */
export function rainstorm(day: DateText): { readonly incident: object; readonly declaration: object } {
  const kind = 'natural-disaster'
  return {
    incident: {
      kind,
      happenedAt: `${day}T16:00:00+08:00`,
      zones: [districts[0].slice(0, 4)],
      place: '城区及北部沿河乡镇',
      firstCause: '一日降雨量超过常年全年',
    },
    declaration: {
      kind,
      scope: { zones: [province], from: day, to: day, causes: ['rainstorm', 'flood'] },
      planId,
      level: 'I',
      estimate: { lossFen: '120000000000', customers: 50_000 },
      reason: '预估保险损失超过十亿元',
    },
  }
}

const planId = 'demo-rainstorm'

const steps = [
  { stepId: 'task-group', title: 'Set up the task group', owner: 'disposal-team', withinMinutes: 30 },
  { stepId: 'fund', title: 'Make the fund ready', owner: 'logistics', withinMinutes: 60, after: ['task-group'] },
  { stepId: 'hotline', title: 'Open the hotline', owner: 'customer-support', withinMinutes: 60, after: ['task-group'] },
] as const

/** Puts the plan a rainstorm is declared with. */
export async function putPlan(office: Office): Promise<void> {
  const body = {
    kinds: ['natural-disaster'],
    levels: ['I', 'II'],
    steps,
    resources: [
      { kind: 'staff', ceiling: 300 },
      { kind: 'vehicle', ceiling: 40 },
    ],
  }
  await askApi(office, { who: 'emergency-commander', method: 'PUT', path: `/v1/response-plans/${planId}`, body })
}

/** The declaration follows the plan: has every step checked off by its owner, and resolves to how many there were. */
export async function checkSteps(event: OpenEvent): Promise<number> {
  for (const { owner, stepId } of steps) {
    await event.ask(owner, '/response', { act: 'sign-in' })
    await event.ask(owner, '/response', { act: 'check-step', stepId })
  }
  const staff = { act: 'commit', kind: 'staff', amount: 120, purpose: '增援受灾地区查勘与理赔' }
  await event.ask('logistics', '/response', staff)
  return steps.length
}
