import type { ComponentChildren } from 'preact'
import { localDate, localTime, localWeekday } from '../time.ts'
import { badgeColor, knownFamily, shade, textColor } from './colors.ts'
import { follow, useCard } from './context.ts'
import { emojis } from './emoji.ts'
import { Glyph, glyphOf } from './icons.tsx'
import type { Links } from './inline.ts'
import { safeHref } from './links.ts'
import { PersonFace } from './person.tsx'

interface LinkProps {
  href: string
  links?: Links
  icon?: string
  children: ComponentChildren
}

/** A link of the text; a number to dial works on phones only. */
export function Link({ href, links = {}, icon, children }: LinkProps) {
  const host = useCard()
  const own = host.phone ? links.phone : links.pc
  const safe = safeHref(own || href)
  if (!safe || (!host.phone && safe.startsWith('tel:'))) return <span>{children}</span>
  return (
    <a
      class="md-link"
      href={safe}
      target="_blank"
      rel="noreferrer noopener"
      onClick={(event) => {
        event.stopPropagation()
        if (!host.open) return
        event.preventDefault()
        follow(host, { url: safe })
      }}
    >
      {icon && <Glyph name={glyphOf(icon) ?? 'link'} />}
      {children}
    </a>
  )
}

export function TextTag({ color, children }: { color: string; children: ComponentChildren }) {
  const family = knownFamily(color, 'neutral')
  return (
    <span
      class="text-tag"
      style={{
        color: shade(family, 800),
        background: shade(family, 100),
        '--tag-strong': shade(family, 200),
      }}
    >
      {children}
    </span>
  )
}

interface NumberTagProps {
  color: string
  font: string
  links: Links
  text: string
}

/** A round badge with a number up to 99, grey without a colour of its own. */
export function NumberTag({ color, font, links, text }: NumberTagProps) {
  const host = useCard()
  const { phone, style } = host
  const fill = badgeColor(color)
  const href = safeHref((phone ? links.phone : links.pc) ?? '')
  const badge = (
    <span
      class="number-tag"
      style={{ ...(fill ? { background: fill } : {}), color: textColor(font, style) ?? '#fff' }}
    >
      {Number(text) > 99 ? '99+' : text}
    </span>
  )
  return href ? <Link href={href}>{badge}</Link> : badge
}

export function At({ ids }: { ids: string[] }) {
  const { people, me } = useCard()
  return (
    <>
      {ids.map((id) => (
        <span key={id} class={id === me ? 'at at-me' : 'at'}>
          @{id === 'all' ? '所有人' : (people.find((one) => one.openId === id)?.name ?? id)}
        </span>
      ))}
    </>
  )
}

interface PersonMarkProps {
  id: string
  name: boolean
  avatar: boolean
  capsule: boolean
}

export function PersonMark({ id, name, avatar, capsule }: PersonMarkProps) {
  return <PersonFace id={id} size={18} name={name} avatar={avatar} capsule={capsule} />
}

/** Feishu draws its emoji as pictures; here a plain likeness, or the name where there is none. */
export function Emoji({ name }: { name: string }) {
  const likeness = emojis[name.toUpperCase()]
  if (!likeness) return <>[{name}]</>
  return (
    <span class="emoji" role="img" aria-label={name}>
      {likeness}
    </span>
  )
}

const FORMATS: Record<string, (at: Date) => string> = {
  date_num: localDate,
  date_short: (at) => dayWords(at, false),
  date: (at) => dayWords(at, true),
  week: (at) => `星期${localWeekday(at)}`,
  week_short: (at) => `周${localWeekday(at)}`,
  time: (at) => localTime(at).slice(0, 5),
  time_sec: localTime,
  timezone: () => 'GMT+8:00',
}

function dayWords(at: Date, withYear: boolean): string {
  const [year, month, day] = localDate(at).split('-').map(Number)
  return `${withYear ? `${year}年` : ''}${month}月${day}日`
}

/** An instant in the reader's own zone; without one, it is that of the message. */
export function LocalTime({ ms, format, href }: { ms: string; format: string; href: string }) {
  const at = ms ? new Date(Number(ms)) : new Date()
  if (Number.isNaN(at.getTime())) return null
  const words = FORMATS[format]?.(at) ?? `${localDate(at)} ${localTime(at).slice(0, 5)}`
  return href ? <Link href={href}>{words}</Link> : words
}
