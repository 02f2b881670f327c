/** Why an alarm was raised, in one sentence that holds every number that it was judged by. */
import { word } from './t.ts'

export const alarmSentenceWords = {
  churn: word(
    '平均 {gap} 天下单一次（上下 {spread} 天），已 {silent} 天未下单；上次隔 {lastGap} 天，共下单 {n} 天',
    'Usually orders every {gap} days (± {spread}), silent for {silent}; {lastGap} days the time before, {n} order days in all',
  ),
  stockUp: word(
    '上次一单够 {n} 次的量，已放宽',
    'the last order was worth {n} usual ones, which was allowed for',
  ),
  broken: word('超过 {limit} 天算断单', 'beyond {limit} days it counts as broken off'),
  chance: word('90 天内不再下单的可能约 {p}%', 'about {p}% likely not to order within 90 days'),
  orders: word(
    '近 30 天 {recent} 单，按往常应有 {expected} 单（{market}）',
    '{recent} order days in 30 days, {expected} were to be expected ({market})',
  ),
  sales: word(
    '近 30 天 {recent}，按往常应有 {expected}（{market}）',
    '{recent} in 30 days, {expected} was to be expected ({market})',
  ),
  market: word('同期大盘 {change}', 'all others {change}'),
  marketFlat: word('同期大盘持平', 'all others as ever'),
  decay: word(
    '近 6 个 30 天下单 {counts} 次，扣除大盘变化少了 {fall}%',
    'Order days in six 30-day spans: {counts}; down {fall}% after what all others did',
  ),
  branches: word('{n} 家门店合并看', '{n} shops counted together'),
} as const
