import { createDecipheriv } from 'node:crypto'

import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { SealBroken, createVault } from './vault.ts'

const key = (fill: number): string => Buffer.alloc(32, fill).toString('base64')
const indexKey = key(9)
const vault = createVault({ dataKeys: `k2:${key(2)},k1:${key(1)}`, indexKey })
const before = createVault({ dataKeys: `k1:${key(1)}`, indexKey })

test('what was sealed opens to the same text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string(), fc.string(), (value, claimId, field) => {
      expect(vault.open(claimId, field, vault.seal(claimId, field, value))).toBe(value)
    }),
    { seed: 42 },
  )
})

test('the format is as written down: format, algorithm, nonce, ciphertext, tag, bound to key, claim and field', () => {
  const { keyId, ciphertext } = vault.seal('clm_1', 'party/pty_1', '张三')
  expect(keyId).toBe('k2')
  expect([...ciphertext.subarray(0, 2)]).toEqual([1, 1])
  const options = { authTagLength: 16 }
  const decipher = createDecipheriv('aes-256-gcm', Buffer.alloc(32, 2), ciphertext.subarray(2, 14), options)
  decipher.setAAD(Buffer.from('[[1,1],"k2","clm_1","party/pty_1"]')).setAuthTag(ciphertext.subarray(-16))
  expect(Buffer.concat([decipher.update(ciphertext.subarray(14, -16)), decipher.final()]).toString()).toBe('张三')
})

test('a record sealed by an earlier release opens', () => {
  const ciphertext = Buffer.from('0101000102030405060708090a0b520c3dc0aa667b4be9e15b26bd947aa98e9b7bc1ad8b', 'hex')
  expect(vault.open('clm_1', 'description', { keyId: 'k1', ciphertext })).toBe('骨折')
})

test('the same text is sealed differently each time', () => {
  const nonces = Array.from({ length: 1_000 }, () => vault.seal('clm_1', 'f', 'x').ciphertext.toString('hex'))
  expect(new Set(nonces).size).toBe(1_000)
})

test('a flipped bit, wherever it is, is found', () => {
  const sealed = vault.seal('clm_1', 'description', '骨折')
  for (let bit = 0; bit < sealed.ciphertext.length * 8; bit += 1) {
    const ciphertext = Buffer.from(sealed.ciphertext)
    ciphertext[bit >> 3] = (ciphertext[bit >> 3] ?? 0) ^ (1 << (bit & 7))
    expect(() => vault.open('clm_1', 'description', { ...sealed, ciphertext })).toThrow(SealBroken)
  }
})

test('a cut record is found, of every length', () => {
  const sealed = vault.seal('clm_1', 'description', '骨折')
  for (let length = 0; length < sealed.ciphertext.length; length += 1) {
    const ciphertext = sealed.ciphertext.subarray(0, length)
    expect(() => vault.open('clm_1', 'description', { ...sealed, ciphertext })).toThrow(SealBroken)
  }
})

test('a record opens for its own claim and field only', () => {
  const sealed = vault.seal('clm_1', 'description', '骨折')
  expect(() => vault.open('clm_2', 'description', sealed)).toThrow('description of claim clm_2 does not open: altered')
  expect(() => vault.open('clm_1', 'reason', sealed)).toThrow('altered')
  expect(() => vault.open('clm_1', 'description', { ...sealed, keyId: 'k1' })).toThrow('altered')
})

test('after a rotation the old key still opens, and the new one seals', () => {
  const old = before.seal('clm_1', 'f', '旧')
  expect(old.keyId).toBe('k1')
  expect(vault.open('clm_1', 'f', old)).toBe('旧')
  expect(vault.seal('clm_1', 'f', '新').keyId).toBe('k2')
})

test('a key nobody has any more is named, and the text is not', () => {
  const sealed = vault.seal('clm_1', 'f', '秘密')
  expect(() => before.open('clm_1', 'f', sealed)).toThrow('f of claim clm_1 does not open: key-unknown')
})

describe('a blind index', () => {
  test('is the same for the same value however it is written', () => {
    const identity = vault.index('identity', '11010519491231002X')
    expect(vault.index('identity', ' １１０１０５ 1949 1231 002x ')).toBe(identity)
    const phone = vault.index('phone', '13800138000')
    for (const written of ['+86 138 0013 8000', '0086-138-0013-8000', '１３８００１３８０００']) {
      expect(vault.index('phone', written)).toBe(phone)
    }
  })

  test('is a known value, so that what is stored stays findable', () => {
    expect(vault.index('policy', 'P-1')).toBe('1fa907ed0bda72aa6c734f7d13eb63ca5ce839b4397f6202633b7fd6c53e8675')
  })

  test('differs by value, by kind and by key', () => {
    const other = createVault({ dataKeys: `k1:${key(1)}`, indexKey: key(8) })
    const indexes = [
      vault.index('policy', 'P-1'),
      vault.index('policy', 'P-2'),
      vault.index('identity', 'P-1'),
      other.index('policy', 'P-1'),
    ]
    expect(new Set(indexes).size).toBe(4)
  })
})

test.each([
  ['no id', { dataKeys: key(1), indexKey }, 'a data key is written id:base64'],
  ['a short key', { dataKeys: 'k1:AAAA', indexKey }, 'data key k1 has 3 bytes, 32 are needed'],
  ['an id twice', { dataKeys: `k1:${key(1)},k1:${key(2)}`, indexKey }, 'data key k1 stands twice in the keyring'],
  ['a short index key', { dataKeys: `k1:${key(1)}`, indexKey: 'AAAA' }, 'the index key has 3 bytes, 32 are needed'],
])('a keyring with %s is refused at once', (_, keys, message) => {
  expect(() => createVault(keys)).toThrow(message)
})
