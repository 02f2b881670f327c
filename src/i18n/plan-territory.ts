/** Words of 片区: customers that would be better with another rep, or on another day. */
import { word } from './t.ts'

export const territoryWords = {
  summary: word(
    '建议哪些客户换人或换拜访日更顺路，由人决定',
    'Customers that fit another rep or visiting day better; you decide',
  ),
  usage: word('[团队]', '[team]'),
  title: word('片区建议 · {team}', 'Territory · {team}'),
  point: word(
    '{n} 条建议，每周期约省 {hours} 小时路程',
    '{n} {n|suggestion|suggestions}, about {hours} h less travel a cycle',
  ),
  none: word(
    '现在的片区和拜访日没有明显要调的',
    'Nothing stands out in territories and visiting days',
  ),
  noneHow: word(
    '只看有坐标的客户；要近得多、省得多、又不让谁更忙，才会建议。',
    'Only customers with a pin. Suggested is what is much nearer, saves travel, and overloads nobody.',
  ),
  move: word('{from} → {to}', '{from} → {to}'),
  dayMove: word('{rep}：{from} → {to}', '{rep}: {from} → {to}'),
  distance: word(
    '离现在的中心 {own}，离对方中心 {other}',
    '{own} from the present middle, {other} from the other',
  ),
  loads: word(
    '每周期 {from} {fromVisits} 次 {fromHours} 小时，{to} {toVisits} 次 {toHours} 小时',
    'A cycle: {from} {fromVisits} visits, {fromHours} h; {to} {toVisits} visits, {toHours} h',
  ),
  saves: word('约省 {n} 分钟', 'saves about {n} min'),
  accept: word('采纳', 'Accept'),
  dismiss: word('不采纳', 'Dismiss'),
  acceptTitle: word('采纳这条建议', 'Accept'),
  acceptOwner: word(
    '{name} 连同它的计划和承诺交给{to}，一天内可在交接卡上撤销。',
    '{name} goes to {to} with its stops and promises; it can be undone for a day on the handover card.',
  ),
  acceptDay: word('{name} 改到{to}拜访。', '{name} will be visited on {to}.'),
  accepted: word('已调整：{name}', 'Done: {name}'),
  dismissed: word('90 天内不再建议', 'Not suggested again for 90 days'),
  changed: word(
    '这家客户已经变了，建议失效。',
    'The customer has changed: the suggestion is over.',
  ),
  noTeam: word('你没有负责的团队', 'You lead no team'),
  teamUnknown: word('没有找到团队「{name}」', 'No team is called "{name}"'),
  company: word('全公司', 'Company'),
} as const
