/** What a browser says of itself. It can be made up: this keeps honest people off the desktop, no more. */

/** The client's browser names itself: `… Lark/7.62.12 LarkLocale/zh_CN ChannelName/Feishu`. */
const client = /\b(Lark|Feishu)\//i
const phone = /\b(Mobile|Android|iPhone|iPad|iPod|HarmonyOS|OpenHarmony)\b/i
const desktop = /\b(Windows NT|Macintosh|CrOS|X11)\b/

/**
 * Whether a page was opened on a desktop. A plain browser is judged only where the real client must be around:
 * against a simulator it is the developer's own, which plays a phone.
 */
export function isDesktop(userAgent: string, clientOnly: boolean): boolean {
  if (phone.test(userAgent)) return false
  return desktop.test(userAgent) && (clientOnly || client.test(userAgent))
}

/** The kind of a picture by its first bytes; null for what is none. */
export function pictureType(bytes: Uint8Array): string | null {
  const starts = (...head: number[]) => head.every((byte, i) => bytes[i] === byte)
  const text = (from: number, to: number) => String.fromCharCode(...bytes.slice(from, to))
  if (starts(0xff, 0xd8, 0xff)) return 'image/jpeg'
  if (starts(0x89, 0x50, 0x4e, 0x47)) return 'image/png'
  if (text(0, 4) === 'RIFF' && text(8, 12) === 'WEBP') return 'image/webp'
  if (text(4, 8) === 'ftyp' && /^(heic|heix|mif1|msf1|hevc)$/.test(text(8, 12))) return 'image/heic'
  return null
}
