import { createHash } from 'node:crypto'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createObjectStore, defaultStorageUrl, type ObjectStore } from '../../src/store/objects.ts'

describe('the object store', () => {
  let dataDir: string
  let store: ObjectStore

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), '巡访 store %20 #-'))
    store = await createObjectStore(defaultStorageUrl(dataDir))
  })

  afterEach(() => rm(dataDir, { recursive: true, force: true }))

  const photo = new TextEncoder().encode('门头照')
  const sha256 = createHash('sha256').update(photo).digest('hex')
  const key = `sha256/${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`

  test('keeps bytes under their hash, below the data folder', async () => {
    expect(await store.put(photo, 'image/jpeg')).toEqual({ key, sha256, size: photo.byteLength })
    expect(await store.exists(key)).toBe(true)
    expect(Buffer.from(await store.get(key)).equals(photo)).toBe(true)
    expect(await readdir(dataDir)).toEqual(['objects'])
  })

  test('stores the same bytes once, also when many arrive together', async () => {
    const stored = await Promise.all(
      Array.from({ length: 20 }, () => store.put(photo, 'image/jpeg')),
    )
    expect(new Set(stored.map((object) => object.key))).toEqual(new Set([key]))
    const files = await readdir(join(dataDir, 'objects', key, '..'))
    expect(files).toEqual([sha256])
  })

  test('holds large and empty objects', async () => {
    const large = Buffer.alloc(5_000_000, 7)
    for (const bytes of [large, new Uint8Array()]) {
      const { key, size } = await store.put(bytes, 'application/octet-stream')
      expect((await store.get(key)).byteLength).toBe(size)
    }
  })

  test('deletes, and deleting twice is no error', async () => {
    await store.put(photo, 'image/jpeg')
    await store.delete(key)
    await store.delete(key)
    expect(await store.exists(key)).toBe(false)
    await expect(store.get(key)).rejects.toThrow()
  })

  test('never hands out damaged bytes', async () => {
    await store.put(photo, 'image/jpeg')
    await writeFile(join(dataDir, 'objects', key), 'something else')
    await expect(store.get(key)).rejects.toThrow('damaged')
  })

  test('takes no key that leaves the store', async () => {
    await expect(store.get('../../etc/passwd')).rejects.toThrow('not an object key')
    await expect(store.delete('sha256/../x')).rejects.toThrow('not an object key')
  })

  test('says what S3 needs when its packages are missing', async () => {
    const missing = await import('@aws-sdk/client-s3' as string).then(
      () => false,
      () => true,
    )
    const opened = createObjectStore('s3://bucket/photos?region=cn-north-1')
    if (missing) await expect(opened).rejects.toThrow('npm install @aws-sdk/client-s3')
    else expect(await opened).toHaveProperty('put')
  })
})
