import type { DocumentKind } from '../../domain/claim/codes.ts'
import { syntheticPerson } from '../../local/seed-people.ts'
import type { ClaimTraits } from './claim-mix.ts'
import type { Life } from './lives.ts'

/** How a claim reached the insurer, where that differs from now. */
export interface Receipt {
  /** RFC 3339. */
  readonly receivedAt?: string
  readonly isTest?: boolean
}

/** What was lost where, if not by an accident in Shanghai. */
export interface Loss {
  /** Administrative division code. */
  readonly region?: string
  readonly cause?: 'illness'
  /** The customer is in hardship, and served in the green channel. */
  readonly isHardship?: boolean
}

/** The body of POST /v1/claims: some 700 bytes of loss and person, and references of four documents. */
export function filingOf(traits: ClaimTraits, n: number, told: Receipt & Loss): Life['filing'] {
  const { line, filer, claimedFen } = traits
  const { policyPrefix, documents, cause: usualCause } = kinds[line]
  const { receivedAt, isTest, region = '310115', cause = usualCause, isHardship } = told
  const policyNo = `${policyPrefix}-9${String(n).padStart(7, '0')}`
  const body = {
    channel: filer === 'integrator' ? 'app' : 'counter',
    line,
    policyNo,
    region,
    eventDate: '2026-01-15',
    cause,
    facts: { injury: line === 'medical' ? 'injury' : 'none', thirdParty: false, hospitalised: false },
    // A person of its own, so that no claim is taken for a copy of another.
    claimant: { ...syntheticPerson(n % 1_000), personId: `per_bench_${n}` },
    insured: 'same',
    preferredChannels: ['app', 'sms'],
    description,
    ...(isTest && { isTest }),
    ...(isHardship && { greenChannel: ['hardship'] }),
    filing: {
      claimedFen: String(claimedFen),
      documents: documents.map((kind, at) => documentNamed(`doc-${at + 1}`, kind)),
      ...(receivedAt !== undefined && { receivedAt }),
    },
  }
  return { who: filer, policyNo, body }
}

export function documentNamed(documentId: string, kind: DocumentKind): object {
  const sha256 = documentId.padEnd(64, '0').replaceAll(/[^0-9a-f]/g, '0')
  return {
    documentId,
    kind,
    sha256,
    sizeBytes: 184_320,
    location: `oss://bench/${documentId}`,
    fileName: `${documentId}.pdf`,
  }
}

/** All of it goes to the insured, whose name the filing of this number gave. */
export function payeesOf(n: number): object {
  const { name } = syntheticPerson(n % 1_000)
  const account = { number: '6200000000000000000', holderName: name, bankCode: '999290000000' }
  return { payees: [{ name, account, share: '100.00' }] }
}

const description =
  '下班途中经过小区门口时路面湿滑，不慎摔倒，右手腕着地，当晚到医院急诊拍片，诊断为桡骨远端骨裂，复位并打石膏固定，' +
  '医生建议休息两周，期间门诊复查一次，费用均为自付，票据齐全，现申请理赔。家中财物另有少量受损，照片与清单附后，请审核。'

const kinds: Readonly<
  Record<ClaimTraits['line'], { policyPrefix: string; cause: string; documents: readonly DocumentKind[] }>
> = {
  medical: {
    policyPrefix: 'P-MED',
    cause: 'accident',
    documents: ['claim-form', 'identity', 'medical-record', 'medical-invoice'],
  },
  'household-property': {
    policyPrefix: 'P-HOME',
    cause: 'rainstorm',
    documents: ['claim-form', 'identity', 'photos', 'loss-list'],
  },
}
