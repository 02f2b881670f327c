import type { CSSProperties } from 'preact'
import { type Json, obj, str } from '../json.ts'
import { textColor } from './colors.ts'
import { useCard } from './context.ts'

/** Our own drawings on a 24 grid, in the manner of the client's outlined set. */
const glyphs: Record<string, string> = {
  location:
    'M12 21s7-6.2 7-11.5a7 7 0 1 0-14 0C5 14.8 12 21 12 21zM12 12a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z',
  map: 'M3 6l6-2 6 2 6-2v14l-6 2-6-2-6 2zM9 4v14M15 6v14',
  navigation: 'M21 3L3 10.5l7.5 3L13.5 21z',
  calendar: 'M4 6h16v14H4zM4 10.5h16M8 3v4M16 3v4',
  time: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5.5l3.5 2',
  check: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM8 12l3 3 5-6',
  tick: 'M4.5 12.5l5 5 10-11',
  warning: 'M12 3.5L2.5 20h19zM12 10v4.5M12 17v.5',
  info: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 11v5.5M12 7.5v.5',
  help: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM9.5 9.5a2.5 2.5 0 1 1 3.5 2.3c-.7.4-1 .9-1 1.7v.5M12 17v.3',
  down: 'M5 9l7 7 7-7',
  up: 'M5 15l7-7 7 7',
  right: 'M9 5l7 7-7 7',
  left: 'M15 5l-7 7 7 7',
  lock: 'M6 10.5h12V20H6zM8.500 10.500V8a3.500 3.500 0 0 1 7 0v2.500',
  add: 'M12 5v14M5 12h14',
  close: 'M6 6l12 12M18 6L6 18',
  more: 'M6 12h.01M12 12h.01M18 12h.01',
  enlarge: 'M14 4h6v6M20 4l-7 7M10 20H4v-6M4 20l7-7',
  edit: 'M4 20h4L19 9l-4-4L4 16zM13 7l4 4',
  trash: 'M5 7h14M10 7V4.5h4V7M7 7l1 13h8l1-13',
  search: 'M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM16 16l4.5 4.5',
  camera: 'M3.5 7.5h4L9 5h6l1.5 2.5h4V19h-17zM12 16.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7z',
  image: 'M4 5h16v14H4zM4 16l5-5 4.5 4.5 2.5-2.5 4 4M15.5 9.5h.01',
  phone:
    'M6 3.5h3.5l1.5 4.5-2 1.5a11 11 0 0 0 5.5 5.5l1.5-2 4.5 1.5V18a2.5 2.5 0 0 1-2.5 2.5A15.5 15.5 0 0 1 3.5 6 2.5 2.5 0 0 1 6 3.5z',
  chat: 'M4 5h16v11.5h-8.5L7 20v-3.5H4z',
  member: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5c.5-4 3.5-6 7.5-6s7 2 7.5 6',
  group:
    'M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 19.5c.4-3.5 3-5.3 6.5-5.3s6.1 1.8 6.5 5.3M16 11a3 3 0 1 0 0-6M17.5 14.5c2.3.5 3.7 2.1 4 4.5',
  shop: 'M4 10v10h16V10M3 9.5L5 4h14l2 5.5c0 1.4-1 2-2.2 2s-2.3-.8-2.3-2c0 1.2-1 2-2.250 2S12 10.7 12 9.5c0 1.2-1 2-2.250 2s-2.250-.8-2.250-2c0 1.2-1 2-2.3 2S3 10.9 3 9.5zM10 20v-5h4v5',
  file: 'M6 3h8l4 4v14H6zM14 3v4h4',
  chart: 'M4 20h16M6.5 16.5v-5M12 16.5V6M17.5 16.5v-8',
  star: 'M12 3.5l2.7 5.6 6.1.8-4.5 4.3 1.1 6.1L12 17.4l-5.4 2.9 1.1-6.1-4.5-4.3 6.1-.8z',
  gift: 'M4 11h16v9.5H4zM3 7.5h18V11H3zM12 7.5v13M12 7.5C10 3 5.5 4 7.5 7.5M12 7.5C14 3 18.5 4 16.5 7.5',
  money: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM8.5 7.5L12 12l3.5-4.5M12 12v5M9 12.5h6M9 15h6',
  bell: 'M6 17V10.5a6 6 0 1 1 12 0V17l1.5 1.5h-15zM10 21h4',
  link: 'M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.7-5.7L12 7M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.7 5.7L12 17',
  setting:
    'M12 15.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM12 3v2.5M12 18.5V21M3 12h2.5M18.5 12H21M5.6 5.6l1.8 1.8M16.6 16.6l1.8 1.8M18.4 5.6l-1.8 1.8M7.4 16.6l-1.8 1.8',
  refresh: 'M19.5 8A8.5 8.5 0 1 0 20.5 13.5M20 3.5V8h-4.5',
  share: 'M14 5l7 6-7 6v-3.5c-5 0-8.5 1.5-11 5C4 12 8 8.7 14 8.5z',
  flag: 'M5 21V4M5 4.5h13l-2.5 4 2.5 4H5',
  list: 'M9 6h11M9 12h11M9 18h11M4.5 6h.01M4.5 12h.01M4.5 18h.01',
  send: 'M21 3L10.5 13.5M21 3l-6.5 18-4-7.5L3 9.5z',
  sun: 'M12 16.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M18.7 5.3l-1.4 1.4M6.7 17.3l-1.4 1.4',
  moon: 'M20 14.5A8.5 8.5 0 1 1 9.5 4a7 7 0 0 0 10.5 10.5z',
  weather:
    'M7 18.5a4 4 0 0 1-.4-8 5.5 5.5 0 0 1 10.6-.8A4.4 4.4 0 0 1 17 18.5zM9 21.5l.6-1.5M13 21.5l.6-1.5',
  play: 'M7 4.5l12 7.5-12 7.5z',
  mic: 'M12 15a3 3 0 0 0 3-3V6a3 3 0 0 0-6 0v6a3 3 0 0 0 3 3zM5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3.5',
  smile:
    'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM8.5 14.5c1.700 2.300 5.300 2.300 7 0M9 9.5h.01M15 9.5h.01',
  reply: 'M10 5l-7 6.5 7 6.5v-4c5 0 8.5 1.5 11 5-1-6-5-10-11-10z',
  copy: 'M9 8h11v12H9zM5.5 16H4V4h11v1.5',
  keyboard: 'M3 6.5h18v11H3zM6.5 10h.01M10 10h.01M13.5 10h.01M17 10h.01M8 14h8',
  undo: 'M9 6L4.5 10.5 9 15M4.5 10.5h9a5.5 5.5 0 0 1 0 11H11',
  globe:
    'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM3.5 12h17M12 3c-5 5.5-5 12.5 0 18M12 3c5 5.5 5 12.5 0 18',
  mobile: 'M7.5 2.5h9v19h-9zM11 18.5h2',
  desktop: 'M3 4.5h18v12H3zM8.5 20.5h7M12 16.5v4',
}

/** Words inside Feishu's icon tokens and the drawing that stands for them; first match wins. */
const likeness: [RegExp, string][] = [
  [/navigat|locate|direction/, 'navigation'],
  [/local|location|pin|position/, 'location'],
  [/map/, 'map'],
  [/calendar|date/, 'calendar'],
  [/time|clock|history|alarm/, 'time'],
  [/yes|succeed|success|done|todo|check|approve/, 'check'],
  [/warn|alert|report|risk/, 'warning'],
  [/help|question|maybe/, 'help'],
  [/info|efficiency|bulb|tips/, 'info'],
  [/member-add|group|members|team|organization|contacts|community/, 'group'],
  [/member|user|people|person|admin/, 'member'],
  [/camera|photo|scan/, 'camera'],
  [/image|picture|gallery/, 'image'],
  [/call|phone|tel/, 'phone'],
  [/chat|message|comment|reply|bot/, 'chat'],
  [/shop|store|(?<!s)mall|building|house|home|company/, 'shop'],
  [/chart|data|analytic|trend|slide|meego|bitable/, 'chart'],
  [/star|collect|favorite|vip/, 'star'],
  [/gift|reward|red-?packet|trophy|activity/, 'gift'],
  [/currency|money|wallet|pay|cost|yuan|coin|invoice|cart/, 'money'],
  [/bell|notif|remind|announce|horn|speaker/, 'bell'],
  [/link|chain/, 'link'],
  [/set|gear|config|tool/, 'setting'],
  [/refresh|reset|sync|rotate|replace/, 'refresh'],
  [/share|forward|export/, 'share'],
  [/flag|goal|target|milestone/, 'flag'],
  [/list|task|menu|sort|ordered/, 'list'],
  [/lock|password|safe|key/, 'lock'],
  [/edit|pen|write|rename|sign/, 'edit'],
  [/delete|trash|recall/, 'trash'],
  [/search|find|view|visible/, 'search'],
  [/file|doc|note|sheet|folder|wiki|contract|package/, 'file'],
  [/send|plane/, 'send'],
  [/add|plus|increase/, 'add'],
  [/close|cancel|no_|error|ban|block/, 'close'],
  [/more|ellipsis/, 'more'],
  [/down|expand/, 'down'],
  [/up-|up_|fold/, 'up'],
  [/right|next|arrow/, 'right'],
  [/left|back/, 'left'],
]

export function glyphOf(token: string): string | undefined {
  return likeness.find(([pattern]) => pattern.test(token))?.[1]
}

export function Glyph({ name, style }: { name: string; style?: CSSProperties | undefined }) {
  const path = glyphs[name]
  return (
    <svg
      class="glyph"
      viewBox="0 0 24 24"
      width="1em"
      height="1em"
      fill="none"
      stroke="currentColor"
      stroke-width={name === 'more' ? 3 : 1.8}
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
      {...(style ? { style } : {})}
    >
      {path ? <path d={path} /> : <circle cx="12" cy="12" r="3.5" fill="currentColor" />}
    </svg>
  )
}

/** A component's `icon`: one of the platform's set by token, or an uploaded picture. */
export function Icon({ icon }: { icon: unknown }) {
  const { style, imageUrl } = useCard()
  const el = obj(icon)
  if (el.tag === 'custom_icon' && str(el.img_key)) {
    return <img class="custom-icon" src={imageUrl(str(el.img_key))} alt="" />
  }
  const token = str(el.token)
  if (!token) return null
  return <Glyph name={glyphOf(token) ?? 'dot'} style={{ color: textColor(el.color, style) }} />
}

export const hasIcon = (el: Json): boolean =>
  Boolean(str(obj(el.icon).token) || str(obj(el.icon).img_key))
