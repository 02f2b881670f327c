import { createHash, randomBytes } from 'node:crypto'

/** `length` random lower-case hex digits. */
export function randomHex(length: number): string {
  return randomBytes(Math.ceil(length / 2))
    .toString('hex')
    .slice(0, length)
}

/** 32 hex digits that are the same for the same parts: ids that need no storing. */
export function derivedHex(...parts: string[]): string {
  return createHash('md5').update(parts.join('/')).digest('hex')
}

export const newMessageId = () => `om_${randomHex(32)}`
export const newChatId = () => `oc_${randomHex(32)}`
export const newOpenId = () => `ou_${randomHex(32)}`
export const newEventId = () => randomHex(32)
export const newCardToken = () => `c-${randomHex(40)}`
export const newTenantToken = () => `t-g1${randomHex(38)}`
export const newReactionId = () => `ZCaCIjUBVVWSrm5L-${randomHex(20)}`
export const newImageKey = () => `img_v3_02${randomHex(2)}_${uuidLike()}g`
export const newFileKey = () => `file_v3_00${randomHex(2)}_${uuidLike()}g`

/** The shape of X-Tt-Logid: a time stamp followed by hex. */
export function newLogId(now: Date): string {
  const stamp = now.toISOString().replace(/\D/g, '').slice(0, 14)
  return `${stamp}${randomHex(22).toUpperCase()}`
}

function uuidLike(): string {
  const hex = randomHex(32)
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-')
}
