import type { KeyObject } from 'node:crypto'
import { createCipheriv, createDecipheriv, createHmac, createSecretKey, randomBytes } from 'node:crypto'

/** Ciphertext with the id of the key it was sealed with. */
export interface Sealed {
  readonly keyId: string
  readonly ciphertext: Buffer
}

export type IndexKind = 'identity' | 'phone' | 'policy' | 'person' | 'invoice' | 'holder'

/** Keeps personal data unreadable in the database, and still lets equal values be found. */
export interface Vault {
  /** Seals for this claim and this field; nowhere else does it open. */
  readonly seal: (claimId: string, field: string, value: string) => Sealed
  /** @throws {SealBroken} when the key is unknown, a bit has changed or it belongs elsewhere. */
  readonly open: (claimId: string, field: string, sealed: Sealed) => string
  /** Blind index: 64 hex digits, equal for equal values of one kind however they are written. */
  readonly index: (kind: IndexKind, value: string) => string
}

export interface VaultKeys {
  /** `id:base64[,id:base64...]`, 32 bytes each, newest first. */
  readonly dataKeys: string
  /** Base64, at least 32 bytes, apart from the data keys. */
  readonly indexKey: string
}

/** Says where and why, never what. */
export class SealBroken extends Error {
  constructor(claimId: string, field: string, why: 'key-unknown' | 'format-unknown' | 'altered', cause?: unknown) {
    super(`${field} of claim ${claimId} does not open: ${why}`, { cause })
    this.name = 'SealBroken'
  }
}

/** Seals with the newest key; opens with whichever key sealed it, so that a key is rotated by putting a new one in front. */
export function createVault(keys: VaultKeys): Vault {
  const dataKeys = parseDataKeys(keys.dataKeys)
  const indexKey = secretKey('the index key', keys.indexKey, (bytes) => bytes >= 32)
  const [newest] = dataKeys.keys()
  return {
    seal: (claimId, field, value) => seal(dataKeys, newest ?? '', { claimId, field, value }),
    open: (claimId, field, sealed) => open(dataKeys, sealed, { claimId, field }),
    index: (kind, value) =>
      createHmac('sha256', indexKey)
        .update(`${kind}\n${normalForm(kind, value)}`)
        .digest('hex'),
  }
}

// Format 1: format, algorithm (1 = AES-256-GCM), 12 bytes nonce, ciphertext, 16 bytes tag.
const header = Buffer.from([1, 1])
const nonceLength = 12
const tagLength = 16
const options = { authTagLength: tagLength }

interface SealPlace {
  readonly claimId: string
  readonly field: string
}

type DataKeys = ReadonlyMap<string, KeyObject>

function seal(keys: DataKeys, keyId: string, { value, ...place }: SealPlace & { readonly value: string }): Sealed {
  // A random 96-bit nonce repeats with probability 2^-33 after 2^32 seals of one key (NIST SP 800-38D 8.3): rotate before.
  const nonce = randomBytes(nonceLength)
  const cipher = createCipheriv('aes-256-gcm', keyOf(keys, keyId, place), nonce, options).setAAD(
    bindingOf(keyId, place),
  )
  const ciphertext = Buffer.concat([header, nonce, cipher.update(value, 'utf8'), cipher.final(), cipher.getAuthTag()])
  return { keyId, ciphertext }
}

function open(keys: DataKeys, { keyId, ciphertext }: Sealed, place: SealPlace): string {
  const bodyAt = header.length + nonceLength
  const key = keyOf(keys, keyId, place)
  if (ciphertext.length < bodyAt + tagLength || !ciphertext.subarray(0, header.length).equals(header)) {
    throw new SealBroken(place.claimId, place.field, 'format-unknown')
  }
  const nonce = ciphertext.subarray(header.length, bodyAt)
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, options)
      .setAAD(bindingOf(keyId, place))
      .setAuthTag(ciphertext.subarray(-tagLength))
    return Buffer.concat([decipher.update(ciphertext.subarray(bodyAt, -tagLength)), decipher.final()]).toString('utf8')
  } catch (error) {
    throw new SealBroken(place.claimId, place.field, 'altered', error)
  }
}

/** What a ciphertext is bound to, besides its key: cut out and put elsewhere, it does not open. */
const bindingOf = (keyId: string, { claimId, field }: SealPlace): Buffer =>
  Buffer.from(JSON.stringify([[...header], keyId, claimId, field]), 'utf8')

function keyOf(keys: DataKeys, keyId: string, { claimId, field }: SealPlace): KeyObject {
  const key = keys.get(keyId)
  if (key === undefined) throw new SealBroken(claimId, field, 'key-unknown')
  return key
}

function parseDataKeys(text: string): DataKeys {
  const keys = new Map<string, KeyObject>()
  for (const entry of text.split(',')) {
    const colon = entry.indexOf(':')
    const id = entry.slice(0, colon)
    if (colon < 1) throw new Error('a data key is written id:base64')
    if (keys.has(id)) throw new Error(`data key ${id} stands twice in the keyring`)
    keys.set(
      id,
      secretKey(`data key ${id}`, entry.slice(colon + 1), (bytes) => bytes === 32),
    )
  }
  return keys
}

function secretKey(name: string, base64: string, suffices: (bytes: number) => boolean): KeyObject {
  const bytes = Buffer.from(base64, 'base64')
  if (!suffices(bytes.length)) throw new Error(`${name} has ${bytes.length} bytes, 32 are needed`)
  return createSecretKey(bytes)
}

/** Full width and half width, small and capital, with and without spaces are one value; so is a number with and without +86. */
function normalForm(kind: IndexKind, value: string): string {
  const plain = value.normalize('NFKC').toUpperCase().replace(/\s/g, '')
  return kind === 'phone' ? plain.replace(/\D/g, '').replace(/^(00)?86(?=1\d{10}$)/, '') : plain
}
