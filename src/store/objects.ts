import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { Disk } from 'flydrive'
import { FSDriver } from 'flydrive/drivers/fs'
import type { DriverContract } from 'flydrive/types'

/** Where an object lies and what it is. */
export interface StoredObject {
  key: string
  sha256: string
  size: number
}

/**
 * Photos and generated files, addressed by their content: the same bytes have the same key and are
 * stored once, and what is stored never changes.
 */
export interface ObjectStore {
  put(bytes: Uint8Array, contentType: string): Promise<StoredObject>
  /** The bytes of an object; fails when it is missing or damaged. */
  get(key: string): Promise<Uint8Array>
  exists(key: string): Promise<boolean>
  /** Removes an object; one that is not there is no error. */
  delete(key: string): Promise<void>
}

/**
 * Opens the store of a `STORAGE_URL`: `file:///folder`, or
 * `s3://bucket/prefix?endpoint=https://…&region=…` (keys from the usual AWS_* variables).
 */
export async function createObjectStore(storageUrl: string): Promise<ObjectStore> {
  const url = new URL(storageUrl)
  if (url.protocol === 'file:') return objectStore(new AtomicFiles(fileURLToPath(url)))
  if (url.protocol === 's3:') return objectStore(await s3Driver(url), prefixOf(url))
  throw new Error(`STORAGE_URL must begin with file:// or s3://, not ${url.protocol}`)
}

/** The default store, a folder under the data folder, as a `STORAGE_URL`. */
export function defaultStorageUrl(dataDir: string): string {
  return pathToFileURL(join(resolve(dataDir), 'objects')).href
}

function objectStore(driver: DriverContract, prefix = ''): ObjectStore {
  const disk = new Disk(driver)
  const path = (key: string) => {
    if (!/^sha256\/[0-9a-f]{2}\/[0-9a-f]{2}\/[0-9a-f]{64}$/.test(key)) {
      throw new Error(`not an object key: ${key}`)
    }
    return prefix + key
  }
  return {
    async put(bytes, contentType) {
      const { key, sha256 } = nameOf(bytes)
      if (!(await disk.exists(path(key)))) {
        await disk.put(path(key), bytes, { contentType, visibility: 'private' })
      }
      return { key, sha256, size: bytes.byteLength }
    },
    async get(key) {
      const bytes = await disk.getBytes(path(key))
      if (!key.endsWith(hashOf(bytes))) throw new Error(`stored object is damaged: ${key}`)
      return bytes
    },
    exists: async (key) => disk.exists(path(key)),
    delete: async (key) => disk.delete(path(key)),
  }
}

/**
 * Writes beside the final name and renames: a crash must not leave half an object under its hash.
 * Reads by itself, since the driver hands out the whole buffer that small files only share.
 */
class AtomicFiles extends FSDriver {
  readonly #root: string

  constructor(root: string) {
    super({ location: root, visibility: 'private' })
    this.#root = root
  }

  override async getBytes(key: string): Promise<Uint8Array> {
    return readFile(join(this.#root, key))
  }

  override async put(key: string, contents: string | Uint8Array): Promise<void> {
    const path = join(this.#root, key)
    const unfinished = `${path}.${randomUUID()}`
    await mkdir(dirname(path), { recursive: true })
    try {
      const file = await open(unfinished, 'wx', 0o640)
      try {
        await file.writeFile(contents)
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(unfinished, path)
    } catch (error) {
      await rm(unfinished, { force: true })
      throw error
    }
  }
}

async function s3Driver(url: URL): Promise<DriverContract> {
  const endpoint = url.searchParams.get('endpoint')
  const region = url.searchParams.get('region')
  const { S3Driver } = await import('flydrive/drivers/s3').catch((cause: unknown) => {
    throw new Error(
      'STORAGE_URL is s3://…, which needs two more packages: ' +
        'npm install @aws-sdk/client-s3 @aws-sdk/s3-request-presigner',
      { cause },
    )
  })
  return new S3Driver({
    bucket: url.hostname,
    visibility: 'private',
    supportsACL: false,
    region: region ?? process.env.AWS_REGION ?? 'us-east-1',
    ...(endpoint ? { endpoint, forcePathStyle: true } : {}),
  })
}

function prefixOf(url: URL): string {
  const prefix = decodeURIComponent(url.pathname).replace(/^\/+|\/+$/g, '')
  return prefix ? `${prefix}/` : ''
}

/** Where these bytes lie, whether or not they are there. */
function nameOf(bytes: Uint8Array): Pick<StoredObject, 'key' | 'sha256'> {
  const sha256 = hashOf(bytes)
  return { key: `sha256/${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`, sha256 }
}

/**
 * The same store, which notes every key before its object is put: a process that ends in between leaves a
 * key without an object, never an object that nobody knows.
 */
export function noting(store: ObjectStore, note: (key: string) => Promise<void>): ObjectStore {
  return {
    ...store,
    async put(bytes, contentType) {
      await note(nameOf(bytes).key)
      return store.put(bytes, contentType)
    },
  }
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
