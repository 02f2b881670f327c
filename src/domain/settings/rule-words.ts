/** The words of a `规则` line before anything is looked up. */

/** What to do with one entry of a list. */
export interface ListVerb {
  readonly verb: 'add' | 'hide' | 'show'
  readonly list: 'outcomes' | 'skips'
  readonly rest: readonly string[]
}

const verbs: readonly (readonly [RegExp, ListVerb['verb'], ListVerb['list']])[] = [
  [/^(增加|新增|添加|加)跳过(的)?(原因|理由)|^add[ -]?(skip[ -]?)?reason/, 'add', 'skips'],
  [/^(隐藏|停用)跳过(的)?(原因|理由)|^hide[ -]?(skip[ -]?)?reason/, 'hide', 'skips'],
  [/^(显示|启用)跳过(的)?(原因|理由)|^show[ -]?(skip[ -]?)?reason/, 'show', 'skips'],
  [/^(增加|新增|添加|加)(拜访)?结果|^add[ -]?(outcome|result)/, 'add', 'outcomes'],
  [/^(隐藏|停用)(拜访)?结果|^hide[ -]?(outcome|result)/, 'hide', 'outcomes'],
  [/^(显示|启用)(拜访)?结果|^show[ -]?(outcome|result)/, 'show', 'outcomes'],
]

/** `增加结果 试吃 Tasting`, `hide outcome …`, `增加跳过原因 暴雨`: what to do, and the words behind. */
export function readListVerb(text: string): ListVerb | null {
  const words = text.normalize('NFKC').trim()
  for (const [pattern, verb, list] of verbs) {
    const found = pattern.exec(words.toLowerCase())
    if (found)
      return { verb, list, rest: words.slice(found[0].length).split(/\s+/).filter(Boolean) }
  }
  return null
}

/**
 * Splits a line into words; `grade A` and `A 级` stay together, `A级频次` becomes the rule and its grade,
 * filling words (把, 的, 改成 …) fall out.
 */
export function ruleWordsOf(text: string): string[] {
  const line = text
    .replace(/\bgrade\s+([abcd])\b/gi, 'grade$1')
    .replace(/(^|\s)([abcd])\s+(级|类)/gi, '$1$2$3')
    .replace(/(^|\s)(\S*(?:级|类))(?:客户)?的?(?:拜访)?频次(?=\s|$)/g, '$1频次 $2')
    .replace(/\s(?:改为|改成|设为|设成|调到|调成|=|to(?=\s))/gi, ' ')
  return line.split(/\s+/).filter((word) => word !== '' && word !== '把' && word !== '的')
}

/** Ways to cut words into a value and a scope, in the order in which they are tried. */
export function cuts(words: readonly string[]): { value: string; scope: string }[] {
  const found: { value: string; scope: string }[] = []
  for (let n = words.length; n > 0; n -= 1)
    found.push({ value: words.slice(0, n).join(' '), scope: words.slice(n).join(' ') })
  for (let n = 1; n < words.length; n += 1)
    found.push({ value: words.slice(n).join(' '), scope: words.slice(0, n).join(' ') })
  return found
}

const back = new Set([
  '默认',
  '恢复默认',
  '恢复',
  '沿用',
  '沿用上级',
  '取消',
  'default',
  'reset',
  'inherit',
])

/** Whether a value says that the scope's own one is taken away. */
export const meansInherit = (text: string) => back.has(text.trim().toLowerCase())
