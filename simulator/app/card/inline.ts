/** Inline markup of Feishu's markdown, read into a tree; nothing is ever taken as HTML. */
export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'br' | 'hr' }
  | { kind: 'code'; text: string }
  | { kind: 'strong' | 'em' | 'strike'; children: Inline[] }
  | { kind: 'link'; href: string; links: Links; icon: string; children: Inline[] }
  | { kind: 'image'; key: string; alt: string }
  | { kind: 'font'; color: string; children: Inline[] }
  | { kind: 'tag'; color: string; children: Inline[] }
  | { kind: 'number'; color: string; font: string; links: Links; text: string }
  | { kind: 'at'; ids: string[] }
  | { kind: 'person'; id: string; name: boolean; avatar: boolean; capsule: boolean }
  | { kind: 'time'; ms: string; format: string; href: string }
  | { kind: 'emoji'; name: string }

/** Addresses of single platforms, before which the general one steps back. */
export interface Links {
  pc?: string
  phone?: string
}

type Rule = (source: string, at: number) => { node?: Inline; end: number } | undefined

const entities: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ensp: ' ',
  emsp: ' ',
}

function sticky(pattern: RegExp) {
  const own = new RegExp(pattern.source, `${pattern.flags}y`)
  return (source: string, at: number) => {
    own.lastIndex = at
    return own.exec(source)
  }
}

const openTag = sticky(
  /<(font|text_tag|at|link|a|person|number_tag|local_datetime|raw)((?:\s[^<>]*)?)>/,
)
const voidTag = sticky(/<(br|hr)\s*\/?>/)
const entity = sticky(/&(#\d{1,7}|#x[\da-fA-F]{1,6}|[a-z]{2,5});/)
const link = sticky(/(!?)\[((?:\\.|[^\]\\\n])*)\]\(([^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)/)
const bareUrl = sticky(/https?:\/\/[\w\-.~:/?#[\]@!$&'()*+,;=%]+/)
const emoji = sticky(/:([A-Z][A-Za-z0-9_]{1,30}):/)
const escaped = sticky(/\\([!-/:-@[-`{-~])/)
const code = sticky(/(`+)([^\n]*?[^`])\1(?!`)/)

function attributes(text: string): Record<string, string> {
  const found: Record<string, string> = {}
  for (const [, name = '', , quoted, bare] of text.matchAll(
    /([\w-]+)\s*=\s*(?:(['"])(.*?)\2|([^\s'"]+))/g,
  )) {
    found[name] = decodeEntities(quoted ?? bare ?? '')
  }
  return found
}

export function decodeEntities(text: string): string {
  return text.replace(/&(#\d{1,7}|#x[\da-fA-F]{1,6}|[a-z]{2,5});/g, (whole, name: string) => {
    return decodeEntity(name) ?? whole
  })
}

function decodeEntity(name: string): string | undefined {
  if (!name.startsWith('#')) return entities[name]
  const point = name.startsWith('#x') ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
  return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : undefined
}

function closing(source: string, tag: string, from: number): number {
  const ends = new RegExp(`<(/?)${tag}(?:\\s[^<>]*)?>`, 'g')
  ends.lastIndex = from
  let depth = 1
  for (let found = ends.exec(source); found; found = ends.exec(source)) {
    depth += found[1] ? -1 : 1
    if (depth === 0) return found.index
  }
  return -1
}

function tagNode(tag: string, attrs: Record<string, string>, inner: string): Inline | undefined {
  const color = attrs.color ?? attrs.background_color ?? ''
  switch (tag) {
    case 'font':
      return { kind: 'font', color, children: parseInline(inner) }
    case 'text_tag':
      return { kind: 'tag', color, children: parseInline(inner) }
    case 'number_tag':
      return {
        kind: 'number',
        color,
        font: attrs.font_color ?? '',
        links: linksOf(attrs),
        text: decodeEntities(inner),
      }
    case 'raw':
      return text(decodeEntities(inner))
    case 'at':
      return { kind: 'at', ids: (attrs.ids ?? attrs.id ?? attrs.email ?? '').split(',') }
    case 'person':
      return {
        kind: 'person',
        id: attrs.id ?? '',
        name: attrs.show_name !== 'false',
        avatar: attrs.show_avatar !== 'false',
        capsule: attrs.style === 'capsule',
      }
    case 'local_datetime':
      return {
        kind: 'time',
        ms: attrs.millisecond ?? '',
        format: attrs.format_type ?? '',
        href: attrs.link ?? '',
      }
    case 'link':
    case 'a': {
      const href = attrs.href || attrs.url || attrs.pc_url || ''
      const children = parseInline(inner.trim() === '' ? href : inner)
      return { kind: 'link', href, links: linksOf(attrs), icon: attrs.icon ?? '', children }
    }
    default:
      return undefined
  }
}

function linksOf(attrs: Record<string, string>): Links {
  const phone = attrs.ios_url || attrs.android_url
  return { ...(attrs.pc_url ? { pc: attrs.pc_url } : {}), ...(phone ? { phone } : {}) }
}

function linkTo(href: string, children: Inline[]): Inline {
  return { kind: 'link', href, links: {}, icon: '', children }
}

const rules: Rule[] = [
  (source, at) => {
    const found = escaped(source, at)
    return found ? { node: text(found[1]), end: at + found[0].length } : undefined
  },
  (source, at) => {
    const found = code(source, at)
    return found
      ? { node: { kind: 'code', text: found[2] ?? '' }, end: at + found[0].length }
      : undefined
  },
  (source, at) => {
    const found = voidTag(source, at)
    if (!found) return undefined
    return { node: { kind: found[1] === 'hr' ? 'hr' : 'br' }, end: at + found[0].length }
  },
  (source, at) => {
    const found = openTag(source, at)
    if (!found) return undefined
    const [whole, tag = '', attrs = ''] = found
    const start = at + whole.length
    if (attrs.trimEnd().endsWith('/')) return build(tagNode(tag, attributes(attrs), ''), start)
    const end = closing(source, tag, start)
    if (end < 0) return undefined
    const after = source.indexOf('>', end) + 1
    return build(tagNode(tag, attributes(attrs), source.slice(start, end)), after)
  },
  (source, at) => delimited(source, at, '**', 'strong'),
  (source, at) => delimited(source, at, '__', 'strong'),
  (source, at) => delimited(source, at, '~~', 'strike'),
  (source, at) => delimited(source, at, '*', 'em'),
  (source, at) => delimited(source, at, '_', 'em'),
  (source, at) => {
    const found = link(source, at)
    if (!found) return undefined
    const [whole, bang, label = '', href = ''] = found
    const node: Inline = bang
      ? { kind: 'image', key: href, alt: label }
      : linkTo(decodeEntities(href), parseInline(label))
    return { node, end: at + whole.length }
  },
  (source, at) => {
    const found = emoji(source, at)
    return found
      ? { node: { kind: 'emoji', name: found[1] ?? '' }, end: at + found[0].length }
      : undefined
  },
  (source, at) => {
    const found = entity(source, at)
    const decoded = found && decodeEntity(found[1] ?? '')
    return decoded ? { node: text(decoded), end: at + (found?.[0].length ?? 0) } : undefined
  },
  (source, at) => {
    if (/\w/.test(source[at - 1] ?? '')) return undefined
    const found = bareUrl(source, at)
    if (!found) return undefined
    const href = found[0].replace(/[.,;:!?)]+$/, '')
    return { node: linkTo(href, [text(href)]), end: at + href.length }
  },
]

function text(value: string | undefined): Inline {
  return { kind: 'text', text: value ?? '' }
}

function build(node: Inline | undefined, end: number) {
  return node ? { node, end } : undefined
}

function delimited(source: string, at: number, mark: string, kind: 'strong' | 'em' | 'strike') {
  if (!source.startsWith(mark, at)) return undefined
  const start = at + mark.length
  if (/[\s]|^$/.test(source[start] ?? '')) return undefined
  const wordy = mark.startsWith('_')
  if (wordy && /\w/.test(source[at - 1] ?? '')) return undefined
  for (let end = source.indexOf(mark, start); end > 0; end = source.indexOf(mark, end + 1)) {
    const inner = source.slice(start, end)
    if (inner === '' || /\s$/.test(inner) || inner.endsWith('\\')) continue
    if (mark === '*' && (source[end + 1] === '*' || source[end - 1] === '*')) continue
    if (wordy && /\w/.test(source[end + mark.length] ?? '')) continue
    return { node: { kind, children: parseInline(inner) } satisfies Inline, end: end + mark.length }
  }
  return undefined
}

export function parseInline(source: string): Inline[] {
  const nodes: Inline[] = []
  let plain = ''
  const flush = () => {
    if (plain) nodes.push(text(plain))
    plain = ''
  }
  let at = 0
  while (at < source.length) {
    const char = source[at] ?? ''
    if (char === '\n') {
      flush()
      nodes.push({ kind: 'br' })
      at += 1
      continue
    }
    const found = /[\\`<*_~![:&h]/.test(char) ? firstMatch(source, at) : undefined
    if (found) {
      flush()
      if (found.node) nodes.push(found.node)
      at = found.end
    } else {
      plain += char
      at += 1
    }
  }
  flush()
  return nodes
}

function firstMatch(source: string, at: number) {
  for (const rule of rules) {
    const found = rule(source, at)
    if (found) return found
  }
  return undefined
}
