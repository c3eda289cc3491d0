import { expect, test } from 'vitest'

import { renderPage } from './page.ts'
import type { BenchReport } from './report-shape.ts'
import { sampleReport } from './sample-report.ts'

const count = (page: string, part: string): number => page.split(part).length - 1

const sectionOf = (page: string, heading: string): string => page.split(`>${heading}</h`)[1]?.split(/<h[23]>/)[0] ?? ''

const page = renderPage(sampleReport)

test('the page begins with its figures: definition, value, spread, aim and verdict', () => {
  const figures = sectionOf(page, 'Figures')
  expect(page.indexOf('<h2>')).toBe(page.indexOf('<h2>Figures'))
  for (const told of ['what R1 means', '0.772', '0.74 … 0.81', '≥ 0.75', 'fails &#60; 0.6', '● met'])
    expect(figures).toContain(told)
  for (const told of ['✖ failed', '▲ missed', '○ not judged', 'not measured', '58,368 bytes'])
    expect(figures).toContain(told)
})

test('machine, commit, seed, broken invariants and what was cut follow', () => {
  for (const told of [
    '2 cores of AMD EPYC',
    'PostgreSQL 18.4',
    'a4f3e6d',
    '<dt>seed</dt><dd>7</dd>',
    'npm run bench -- --seed 7',
  ])
    expect(sectionOf(page, 'What it ran on')).toContain(told)
  expect(sectionOf(page, 'Invariants')).toContain('claim 17 is missing')
  expect(sectionOf(page, 'What was left out')).toContain('replay: it may take 60 s')
  expect(sectionOf(page, 'Events of a claim')).toContain('3 for each Update')
})

test.each([
  ['Figures beside their aims', 'multiple of the aim', 'Not drawn, because unmeasured or zero: R8-lost, intake-p99'],
  ['Growth', 'memory (MiB)', 'open claims cost nothing'],
  ['Latency beside the bare twin', 'requests no slower (%)', '7.2 claims/s'],
  ['CPU per claim', 'CPU per claim (ms)', 'median of the rounds'],
  ['Recovery', 'seconds since the kill', 'after 7.4 s'],
  ['Deadline storm', 'lateness (s)', '10,000 claims fall due within 60 s'],
])('%s has a plot with named axes and a sentence that says what it shows', (heading, axis, sentence) => {
  const section = sectionOf(page, heading)
  expect(count(section, '<svg')).toBe(1)
  expect(section).toContain(axis)
  expect(section).toContain(sentence)
})

test('what was not measured leaves out its plot and says so', () => {
  const { recovery: _recovery, storm: _storm, economy: _economy, ...measured } = sampleReport
  const nothing: BenchReport = { ...measured, figures: [], rounds: [], openLoop: [], growth: [], cut: [] }
  const bare = renderPage(nothing)
  expect(count(bare, '<svg')).toBe(0)
  expect(count(bare, 'Not measured in this run, so there is no plot.')).toBe(6)
  expect(count(bare, 'Not measured in this run.')).toBe(2)
  expect(bare).toContain('Nothing was left out.')
})

test('values that a log axis has no place for are left out, not drawn wrong', () => {
  const none = { count: 0, p50: null, p95: null, p99: null, max: null }
  const growth = sampleReport.growth.map((point) => ({ ...point, open: 0, start: none, effect: none }))
  expect(renderPage({ ...sampleReport, growth })).not.toMatch(/NaN|Infinity/)
})

test('a smoke says that its figures are not to be compared', () => {
  expect(renderPage({ ...sampleReport, kind: 'smoke' })).toContain('too short for its figures to be compared')
  expect(page).not.toContain('A smoke')
})

test('text is text, in the page and in its plots, whatever it holds', () => {
  const hostile = '<script>alert("1" & \'2\')</script>'
  const [first, ...others] = sampleReport.figures
  const told = renderPage({
    ...sampleReport,
    commit: hostile,
    cut: [hostile],
    figures: [...others, ...(first ? [{ ...first, title: hostile, definition: hostile }] : [])],
    invariants: [{ phase: hostile, name: hostile, holds: false, detail: hostile }],
  })
  expect(told).not.toContain('<script')
  expect(count(told, '&#60;script&#62;alert(&#34;1&#34; &#38; &#39;2&#39;)')).toBeGreaterThanOrEqual(6)
  expect(told).toContain('&lt;script&gt;')
})

test('the page asks nobody for anything', () => {
  const addresses = Array.from(page.matchAll(/https?:\/\/[^"'\s)]+/g), ([address]) => address)
  expect(new Set(addresses)).toEqual(new Set(['http://www.w3.org/2000/svg', 'http://www.w3.org/1999/xlink']))
  expect(page).not.toMatch(/<(script|link|img|iframe)|\b(src|href)=|url\((?!#)/)
})
