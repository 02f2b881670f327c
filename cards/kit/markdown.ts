/**
 * Markdown in which data is text. `md` escapes everything that is put in, except other `md`,
 * so no mention, link or bold can come from a customer's name or a rep's summary.
 */
declare const markup: unique symbol
export type Md = string & { readonly [markup]: true }

const special: Record<string, string> = {
  '&': '&#38;',
  '<': '&#60;',
  '>': '&#62;',
  '*': '&#42;',
  _: '&#95;',
  '~': '&#126;',
  '`': '&#96;',
  '[': '&#91;',
  ']': '&#93;',
  '#': '&#35;',
  '|': '&#124;',
  '\\': '&#92;',
}

/** Turns data into markdown that shows exactly that data. */
export function escapeMd(data: string): Md {
  return data
    .replace(/[&<>*_~`[\]#|\\]/g, (char) => special[char] ?? char)
    .replace(/:(?=[A-Za-z0-9&;]+:)/g, '&#58;')
    .replace(/^(\s*)([-+])(?=\s)/gm, (_, space: string, mark: string) =>
      mark === '-' ? `${space}&#45;` : `${space}&#43;`,
    )
    .replace(/^(\s*\d+)\./gm, '$1&#46;') as Md
}

class Raw {
  readonly value: Md
  constructor(value: Md) {
    this.value = value
  }
}
export type MdPart = Raw | string | number

/** Template tag: literal parts are markup, values are data. Nest with `raw(md…)`. */
export function md(strings: TemplateStringsArray, ...values: readonly MdPart[]): Raw {
  let out = strings[0] ?? ''
  values.forEach((value, i) => {
    out += value instanceof Raw ? value.value : escapeMd(String(value))
    out += strings[i + 1] ?? ''
  })
  return new Raw(out as Md)
}
export type Markdown = Raw

export const bold = (data: string | number): Raw => md`**${data}**`

const colors = ['grey', 'green', 'red', 'orange', 'blue'] as const
/** Coloured text: always beside words that say the same, never instead of them. */
export function colored(color: (typeof colors)[number], value: MdPart): Raw {
  const inner = md`${value}`
  return new Raw(`<font color='${color}'>${inner.value}</font>` as Md)
}

/** A link whose address we made ourselves. */
export function link(label: string, url: string): Raw {
  return new Raw(`[${escapeMd(label)}](${new URL(url).href.replace(/[()]/g, escape)})` as Md)
}

/** A mention; only for ids that we know from the directory. */
export function mention(openId: string): Raw {
  if (!/^ou_[\w-]+$/.test(openId)) return md`${openId}`
  return new Raw(`<at id=${openId}></at>` as Md)
}

/** Joins parts, leaving out the empty ones. */
export function joined(
  separator: string,
  parts: readonly (MdPart | null | undefined | false)[],
): Raw {
  const kept = parts.filter(
    (part): part is MdPart => part !== null && part !== undefined && part !== false && part !== '',
  )
  return new Raw(kept.map((part) => md`${part}`.value).join(separator) as Md)
}
