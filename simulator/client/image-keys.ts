import { isObject } from '../json.ts'

/** All image and file keys that a message's content names. */
export function imageKeysIn(content: unknown): string[] {
  if (Array.isArray(content)) return content.flatMap(imageKeysIn)
  if (!isObject(content)) return []
  return Object.entries(content).flatMap(([name, value]) => {
    const isKey = name === 'image_key' || name === 'file_key' || name === 'img_key'
    return isKey && typeof value === 'string' ? [value] : imageKeysIn(value)
  })
}
