/** Why an alarm was raised, in one sentence that holds every number that it was judged by. */
import { word } from './t.ts'

export const alarmSentenceWords = {
  churn: word(
    '平均 {gap} 天下单一次（{judged}上下 {spread} 天），已 {silent} 天未下单{closed}；上次隔 {lastGap} 天，共下单 {n} 天',
    'Orders every {gap} days on average ({judged}± {spread}), silent for {silent} days{closed}; {lastGap} days the time before, {n} order days in all',
  ),
  judged: word('参照全体按 {gap} 天算，', 'judged by {gap} after all others, '),
  closed: word('（{n} 天放假或店休不算）', ' ({n} closed days not counted)'),
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
  stuck: word(
    '在「{stage}」已 {days} 天（{since}起），超过 {limit} 天没有进展',
    'In “{stage}” for {days} days (since {since}), over {limit} without progress',
  ),
  branches: word('{n} 家门店合并看', '{n} shops counted together'),
} as const

export const alarmDataWords = {
  oldTitle: word('订单数据旧了，今天没有客户预警', 'Orders are old: no customer alarms today'),
  oldPoint: word(
    '最新一单是 {day}，已过 {days} 天',
    'The newest order is of {day}, {days} days ago',
  ),
  oldWhy: word(
    '没有新订单就分不清是客户不下单还是数据没导入，所以先不预警。把订单文件发给我，当晚自动恢复。',
    'Without new orders nobody can tell silent customers from missing data, so nothing is raised. Send me the file of orders and alarms come back by themselves that night.',
  ),
  oldRule: word(
    '规则：订单数据超过 {limit} 天（节假日不算）不预警',
    'Rule: none when orders are older than {limit} days, holidays not counted',
  ),
  oldTemplate: word('订单模板', 'Orders template'),
} as const
