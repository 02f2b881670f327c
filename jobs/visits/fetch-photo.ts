/** Fetches a photo from the platform, keeps it under its hash, and makes the copy that cards show. */
import { eq } from 'drizzle-orm'
import sharp from 'sharp'
import { z } from 'zod'
import { SendError } from '../../src/bot/outbound.ts'
import { photoReceived } from '../../src/events.ts'
import { photoFailed, photoFetched } from '../../src/features/visits/fetched.ts'
import { visitPhotos } from '../../src/features/visits/tables.ts'
import { defineJob, type Io } from '../../src/queue/define-job.ts'

/** Longest side of the copy for cards, in pixels. */
const cardPixels = 1600

export type FetchedPhoto =
  | {
      readonly kind: 'stored'
      readonly objectKey: string
      readonly sha256: string
      readonly size: number
      readonly mime: string
      readonly cardImageKey: string | null
    }
  | { readonly kind: 'failed' }

export const fetchPhoto = defineJob<{ photoId: string }, FetchedPhoto>({
  name: 'visits.fetch-photo',
  payload: z.object({ photoId: z.uuid() }),
  on: [photoReceived],
  retry: { attempts: 5, backoffMs: 5_000 },
  dedupe: ({ photoId }) => photoId,
  async outside(io, { photoId }, { isLast }) {
    const [photo] = await io.db.select().from(visitPhotos).where(eq(visitPhotos.id, photoId))
    if (photo?.status !== 'fetching') return null
    return photo.objectKey === null ? fetchPhotoOf(io, photo, isLast) : showable(io, photo, isLast)
  },
  async run({ ctx, payload: { photoId }, fetched }) {
    if (fetched.kind === 'failed') return photoFailed(ctx, photoId)
    const { kind: _, ...stored } = fetched
    await photoFetched(ctx, photoId, stored)
  },
})

/** A photo of the live page lies in our store already: only the copy for cards is missing, which may fail. */
async function showable(
  io: Io,
  photo: Pick<typeof visitPhotos.$inferSelect, 'objectKey' | 'sha256' | 'size' | 'mime'>,
  isLast: boolean,
): Promise<FetchedPhoto | null> {
  const { objectKey, sha256, size, mime } = photo
  if (objectKey === null || sha256 === null || size === null || mime === null) return null
  const stored = { kind: 'stored', objectKey, sha256, size, mime } as const
  try {
    const small = await smallCopy(await io.objects.get(objectKey))
    return { ...stored, cardImageKey: small ? await upload(io, small) : null }
  } catch (error) {
    if (!isLast) throw error
    io.log.warn({ err: error }, 'a live photo is shown on no card')
    return { ...stored, cardImageKey: null }
  }
}

/**
 * Fetches one photo. The last try, and what the platform refuses for good, ends as `failed`, for words
 * instead of an error; everything else throws and is tried again.
 */
export async function fetchPhotoOf(
  io: Io,
  photo: { readonly id: string; readonly messageId: string; readonly imageKey: string },
  isLast: boolean,
): Promise<FetchedPhoto> {
  try {
    return await keep(io, photo.messageId, photo.imageKey)
  } catch (error) {
    const refused = error instanceof SendError && error.outcome.kind === 'refused'
    io.log.warn({ err: error, photoId: photo.id, isLast }, 'photo not fetched')
    if (refused || isLast) return { kind: 'failed' }
    throw error
  }
}

/** Fetches and stores one photo, and makes the copy for cards. Throws SendError. */
async function keep(io: Io, messageId: string, imageKey: string): Promise<FetchedPhoto> {
  const { bytes, mime } = await io.platform.download(messageId, imageKey, 'image')
  const { key, sha256, size } = await io.objects.put(bytes, mime)
  const small = await smallCopy(bytes)
  const cardImageKey = small ? await upload(io, small) : null
  return { kind: 'stored', objectKey: key, sha256, size, mime, cardImageKey }
}

/** A photo that is stored counts, even if no card can show it. */
async function upload(io: Io, small: Uint8Array): Promise<string | null> {
  try {
    return await io.platform.uploadImage(small)
  } catch (error) {
    if (error instanceof SendError && error.outcome.kind === 'refused') return null
    throw error
  }
}

/** A JPEG for the card, turned upright; null for what no picture library reads. */
async function smallCopy(bytes: Uint8Array): Promise<Uint8Array | null> {
  try {
    return await sharp(bytes)
      .rotate()
      .resize({ width: cardPixels, height: cardPixels, fit: 'inside', withoutEnlargement: true })
      .jpeg({ quality: 80 })
      .toBuffer()
  } catch {
    return null
  }
}
