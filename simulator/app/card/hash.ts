/**
 * A key that changes only when the piece of JSON does: parts of an updated card that stayed the
 * same keep what the person typed, opened or paged to.
 */
export function jsonKey(value: unknown): string {
  const text = JSON.stringify(value) ?? ''
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  }
  return (hash >>> 0).toString(36)
}
