/**
 * Words in both languages, side by side: `word('今天 {n} 家', '{n} shops today')`.
 * The placeholders of the Chinese text are the parameters, so a forgotten one does not compile.
 */
export type Locale = 'zh-CN' | 'en'

type Placeholders<S extends string> = S extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never

export interface Word<Params extends string = string> {
  readonly zh: string
  readonly en: string
  /** Type only: the names of the placeholders. */
  readonly params?: Params
}

/** Words with their parameters filled in, still in both languages (for errors, which know no reader). */
export interface Message {
  readonly zh: string
  readonly en: string
}

type Values<P extends string> = [P] extends [never]
  ? []
  : [values: { readonly [K in P]: string | number }]

/** Declares words; both texts must use the same placeholders (a test compares them). */
export function word<const S extends string>(zh: S, en: string): Word<Placeholders<S>> {
  return { zh, en }
}

/** `{n}` is a value; `{n|photo|photos}` picks the word for one or for many, for languages that tell them apart. */
function fill(text: string, values: Readonly<Record<string, string | number>> | undefined): string {
  if (!values) return text
  return text
    .replace(/\{(\w+)\|([^|}]*)\|([^}]*)\}/g, (_, name: string, one: string, many: string) =>
      Number(values[name]) === 1 ? one : many,
    )
    .replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}

/** Fills a word in both languages. */
export function message<P extends string>(w: Word<P>, ...[values]: Values<P>): Message {
  return { zh: fill(w.zh, values), en: fill(w.en, values) }
}

/** Picks the language of a reader. */
export function inLocale(m: Message, locale: Locale): string {
  return locale === 'en' ? m.en : m.zh
}

export interface T {
  <P extends string>(w: Word<P>, ...values: Values<P>): string
  readonly locale: Locale
}

/** The translator of one reader. */
export function translator(locale: Locale): T {
  const t = <P extends string>(w: Word<P>, ...[values]: Values<P>) =>
    fill(locale === 'en' ? w.en : w.zh, values)
  return Object.assign(t, { locale })
}

/** A message whose values are words themselves, each in its language. */
export const messageIn = (of: (t: T) => string): Message => ({
  zh: of(translator('zh-CN')),
  en: of(translator('en')),
})
