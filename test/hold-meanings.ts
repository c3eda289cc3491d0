import { expect } from 'vitest'

import type { CommandDoor } from '../api/commands/command-door.ts'
import * as holds from '../api/commands/hold-doors.ts'
import { HOUR } from '../domain/time.ts'

/** What the bodies of the doors to holds, proofs and rescissions mean, read at 12:00 on 2026-11-22. */
export const holdMeanings: readonly { readonly door: CommandDoor; readonly body: object; readonly command: object }[] =
  [
    {
      door: holds.hold,
      body: { action: 'raise', amountFen: '100', reason: '发票连号' },
      command: { type: 'RaiseHold', amountFen: 100, reasonTextId: expect.any(String) },
    },
    { door: holds.hold, body: { action: 'confirm' }, command: { type: 'ConfirmHold' } },
    {
      door: holds.holdRelease,
      body: { report: '票据真实' },
      command: { type: 'ReleaseHold', reportTextId: expect.any(String) },
    },
    {
      door: holds.fraudProof,
      body: { extent: 'whole', clause: '第二十七条', evidence: ['doc-1'], reason: '并未发生' },
      command: {
        type: 'ProveFraud',
        extent: 'whole',
        clause: '第二十七条',
        evidence: ['doc-1'],
        reasonTextId: expect.any(String),
      },
    },
    {
      door: holds.fraudProof,
      body: {
        extent: 'part',
        falseFen: '60',
        clause: '第二十七条',
        evidence: ['doc-1'],
        reason: '并未发生',
        policeReference: 'JJ-1',
      },
      command: {
        type: 'ProveFraud',
        extent: 'part',
        falseFen: 60,
        clause: '第二十七条',
        evidence: ['doc-1'],
        reasonTextId: expect.any(String),
        policeReference: 'JJ-1',
      },
    },
    {
      door: holds.countersignature,
      body: { verdict: 'object', question: '笔录何在' },
      command: { type: 'CountersignProposal', verdict: 'object', questionTextId: expect.any(String) },
    },
    {
      door: holds.countersignature,
      body: { verdict: 'agree' },
      command: { type: 'CountersignProposal', verdict: 'agree' },
    },
    {
      door: holds.nonDisclosure,
      body: { evidence: ['doc-1'], knownAt: '2026-11-22T09:00:00+08:00' },
      command: { type: 'RecordNonDisclosure', evidence: ['doc-1'], ageMs: 3 * HOUR },
    },
    {
      door: holds.rescission,
      body: { reference: 'EMS-1' },
      command: { type: 'ServeRescission', reference: 'EMS-1', ageMs: 0 },
    },
  ]
