import type { Stack } from './stack.ts'
import { ownerQuery } from './witnesses.ts'

// The database as it was some events of a claim ago, and as it was again. Only a superuser can, with every trigger off.

export const restoreEarlier = (stack: Stack, claimId: string, version: number): Promise<unknown> =>
  asRestorer(
    stack,
    `create table lost_events as select * from claim_events where claim_id = '${claimId}' and position >= ${version};
    create table lost_claims as select * from claims where claim_id = '${claimId}';
    delete from claim_events where claim_id = '${claimId}' and position >= ${version};
    update claims set version = ${version}, head_hash = e.hash from claim_events e
      where claims.claim_id = '${claimId}' and e.claim_id = claims.claim_id and e.position = ${version - 1}`,
  )

export const restoreLater = (stack: Stack, claimId: string): Promise<unknown> =>
  asRestorer(
    stack,
    `insert into claim_events select * from lost_events;
    delete from claims where claim_id = '${claimId}';
    insert into claims select * from lost_claims`,
  )

const asRestorer = (stack: Stack, statements: string): Promise<unknown> =>
  ownerQuery(stack, `set session_replication_role = replica; ${statements}`)
