import { formatFrequency, parseFrequency } from '../customers/frequency.ts'

export const frequencyGrades = ['A', 'B', 'C', 'D', 'none'] as const
export type FrequencyGrade = (typeof frequencyGrades)[number]

/** `A`, `A级`, `a级客户`, `grade A`, `未分级` as the grade of a frequency. */
export function readFrequencyGrade(text: string): FrequencyGrade | null {
  const words = text.normalize('NFKC').toLowerCase().replace(/\s/g, '')
  if (/^(未分级|没分级|none|ungraded)(客户)?$/.test(words)) return 'none'
  const letter = /^(?:grade)?([abcd])(?:级|类)?(?:客户|店)?$/.exec(words)?.[1]
  return letter ? (letter.toUpperCase() as FrequencyGrade) : null
}

/** `4/28d`, `每周1次`, `每月三次`, `28天4次`, `两周一次` in the short form; null for what is none. */
export function readFrequency(text: string): string | null {
  const words = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s/g, '')
    .replace(/[一二两三四五六七八九](?=次|周|个月|天)/g, (one) =>
      String('一二三四五六七八九'.indexOf(one === '两' ? '二' : one) + 1),
    )
  const direct = parseFrequency(words)
  if (direct) return formatFrequency(direct)
  const spoken = /^(?:每|一)?(2周|双周|1?周|1?个?月|\d{1,3}天)(?:拜访)?(\d{1,2})次$/.exec(words)
  if (!spoken) return null
  const per = (spoken[1] ?? '').replace(/^1?(周)$/, '$1').replace(/^1?个?月$/, '月')
  const parsed = parseFrequency(`${spoken[2]}/${per}`)
  return parsed ? formatFrequency(parsed) : null
}
