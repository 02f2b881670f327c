import { parseDateWords } from '../date-words.ts'
import { type Fen, parseYuan } from '../money.ts'
import type { LocalDate } from '../time.ts'

export interface CampaignWords {
  readonly name: string
  /** The tag of the customers that take part. */
  readonly tag: string
  readonly from: LocalDate
  readonly to: LocalDate
  readonly costFen: Fen
}

export type CampaignGap = 'name' | 'tag' | 'days' | 'cost'

/**
 * `中秋堆头 标签 堆头店 11-01 到 11-15 费用 5000`, or `Autumn tag display 11-01 to 11-15 cost 5000`: what is
 * missing or cannot be read is named. Without a tag word the second word is the tag. Days may lie ahead.
 */
export function parseCampaign(
  text: string,
  today: LocalDate,
): { readonly campaign: CampaignWords } | { readonly lacks: CampaignGap } {
  let rest = ` ${text.normalize('NFKC').replace(/\s+/g, ' ').trim()} `
  const take = (pattern: RegExp): RegExpExecArray | null => {
    const found = pattern.exec(rest)
    if (found) rest = rest.replace(found[0], ' ')
    return found
  }
  const cost = take(/ (?:费用|花费|成本|cost) ?[:：]?(?:¥|￥)?([\d,.]+) ?(?:元|yuan)? /i)
  const days = take(/ (\S+?) ?(?:到|至|~|—|–| to ) ?(\S+) /i)
  const tag = take(/ (?:标签|tag)[ :：](\S+) /i)
  const [name, second] = rest.trim().split(' ')
  const costFen = cost ? parseYuan(cost[1] ?? '') : null
  const from = days && parseDateWords(days[1] ?? '', today)
  const to = days && parseDateWords(days[2] ?? '', today)
  const label = tag?.[1] ?? second
  if (!name) return { lacks: 'name' }
  if (!label) return { lacks: 'tag' }
  if (!from || !to || from > to) return { lacks: 'days' }
  if (costFen === null || costFen < 0) return { lacks: 'cost' }
  return { campaign: { name, tag: label, from, to, costFen } }
}
