/** Words of the digests. */
import { word } from './t.ts'

export const digestWords = {
  title: word('拜访日报 · {team} · {day}', 'Daily digest · {team} · {day}'),
  reps: word('{n} 人', '{n} {n|rep|reps}'),
  until: word('截至 {time}', 'as of {time}'),
  forManagers: word('主管', 'Managers'),
  noGroup: word(
    '这个团队还没有绑定团队群，日报先发给你。',
    'This team has no group yet, so its digest comes to you.',
  ),

  // The finding
  completion: word('拜访达成率 {rate}（{done}/{planned}）', 'Completion {rate} ({done}/{planned})'),
  noPlan: word('当天没有计划，拜访了 {n} 家', 'No plan that day, {n} {n|visit|visits} made'),
  nothing: word('当天没有计划，也没有拜访', 'No plan and no visits that day'),
  targetMet: word('达到目标 {rate}', '{rate} target met'),
  targetMissed: word('比目标 {rate} 低 {n} 个百分点', '{n} pts below the {rate} target'),
  aboveUsual: word(
    '比近四个{weekday}均值高 {n} 个百分点',
    '{n} pts above the last four {weekday}s',
  ),
  belowUsual: word(
    '比近四个{weekday}均值低 {n} 个百分点',
    '{n} pts below the last four {weekday}s',
  ),
  asUsual: word('与近四个{weekday}均值持平', 'same as the last four {weekday}s'),

  // The numbers
  planned: word('计划', 'Planned'),
  done: word('完成', 'Done'),
  unplanned: word('临时', 'Unplanned'),
  stops: word('{n} 家', '{n}'),
  coverage: word('本月覆盖率', 'Coverage MTD'),
  median: word('在店中位', 'Median stay'),
  minutes: word('{n} 分钟', '{n} min'),
  selfReported: word('位置自报', 'Self-reported'),
  selfReportedHint: word(
    '位置自报 = 位置由本人在聊天里发送，没有经过现场定位页。',
    'Self-reported: the location was sent in the chat, not captured by the check-in page.',
  ),
  sales: word('销售额 {money}', 'Sales {money}'),
  collected: word('回款 {money}', 'Collected {money}'),
  dataAsOf: word('数据截至 {date}', 'Data as of {date}'),
  noOrders: word('暂无订单数据', 'No order data yet'),
  noOrdersSince: word('暂无当日订单数据', 'No order data for that day yet'),

  // What is open
  openCounts: word('待处理：{counts}', 'Open: {counts}'),
  nothingOpen: word('没有待处理的事', 'Nothing open'),
  countOf: word('{what} {n}', '{what} {n}'),
  top: word('做得好：{names}', 'Well done: {names}'),
  nameAndCount: word('{name} {done}/{planned}', '{name} {done}/{planned}'),
  chartDone: word('完成', 'Done'),
  chartLeft: word('未完成', 'Not done'),
  chartTitle: word('{n} 人中 {all} 人全部完成', '{all} of {n} finished their plan'),
  chartTeams: word('{n} 个团队中 {all} 个全部完成', '{all} of {n} teams finished their plan'),
  chartFirst: word('图中是前 {n} 人', 'top {n} shown'),
  table: word('全部 {n} 人', 'All {n} reps'),
  tableTeams: word('{n} 个团队', '{n} teams'),
  times: word('{first}–{last}', '{first}–{last}'),
  stillOut: word('{first} 起', 'since {first}'),
  noCheckIn: word('无签到', 'no check-in'),
  plusUnplanned: word('临时 {n}', '{n} unplanned'),
  tapHint: word('点人看当天明细', 'Tap a person for the day'),
  tapTeamHint: word('点团队看当天明细', 'Tap a team for the day'),
  rest: word(
    '休息日 {days}：拜访 {n} 家（{names}）',
    'Free days {days}: {n} {n|visit|visits} ({names})',
  ),
  restPerson: word('{name} {n}', '{name} {n}'),
  andMore: word('等 {n} 人', '{n} people'),
  moreLines: word('还有 {n} 行，发「日报」按团队看', '{n} more: send "digest" and pick a team'),

  // What needs the manager
  needsYou: word('需要你看：{n} 件', '{n} {n|thing needs|things need} you'),
  needsNothing: word('没有需要你处理的事', 'Nothing needs you'),
  bottom: word('完成较少', 'Fewest done'),
  handle: word('处理', 'Handle'),
  gotIt: word('我知道了', 'Got it'),
  seenBy: word('{name} {time} 已看', 'seen by {name} {time}'),
  moreOfThem: word('等 {n} 条', '{n} in total'),
  sentPrivately: word('明细已私聊发你', 'The details are in our private chat'),
  detailTitle: word('{what} · {team}', '{what} · {team}'),
  detailPoint: word('共 {n} 条', '{n} in total'),
  detailMore: word('另有 {n} 条没有列出', '{n} more not listed'),
  allSettled: word('都已经处理好了', 'All settled'),
  approve: word('同意', 'Approve'),
  refuse: word('不同意', 'Decline'),
  toPlan: word('加入计划', 'Plan a visit'),
  seeAlarms: word('看预警', 'Alarms'),
  reviewNow: word('去核查', 'Review'),
  openPlans: word('看计划', 'Plans'),

  // A rep's own day
  mineTitle: word('拜访日报 · {name} · {day}', 'My day · {name} · {day}'),
  mineDone: word('完成 {done}/{planned} 家', '{done} of {planned} visited'),
  mineAll: word('计划全部完成，{n} 家', 'All {n} planned visits made'),
  mineTimes: word('{first} 首签，{last} 末退', 'First in {first}, last out {last}'),
  mineFirst: word('{first} 首签', 'First in {first}'),
  mineLeft: word('未拜访 {n} 家', '{n} not visited'),
  orders: word('订单 {n} 张', '{n} {n|order|orders}'),
  openPlan: word('看计划', 'Plan'),

  // Moving about
  gotItSoon: word('已记下，卡片稍后更新', 'Noted, the card follows in a moment'),
  dayBefore: word('前一天', 'Day before'),
  dayAfter: word('后一天', 'Day after'),
  pickTeam: word('看其他团队', 'Another team'),
  noTeam: word(
    '你还没有带团队，看不了团队日报。',
    'You lead no team yet, so there is no digest to show.',
  ),
  groupUnbound: word(
    '这个群没有绑定团队。请管理员在团队表里填上 chat_id，或在私聊里发「日报」。',
    'This group belongs to no team. Ask an admin to set the chat_id of the team, or send "digest" in private.',
  ),
  futureDay: word('{day}还没到。', '{day} is still to come.'),

  // The command
  summary: word('看团队或自己的日报', "The team's digest, or your own day"),
  usage: word('[日期]', '[day]'),
  comma: word('，', ', '),
  listComma: word('、', ', '),
}

/** The kinds of open things: short, for counts. */
export const needWords = {
  notStarted: word('未开始', 'not started'),
  skip: word('跳过待批', 'skip requests'),
  request: word('改期待批', 'changes of plan to approve'),
  alarm: word('客户预警已上报', 'customer alarms that went up'),
  review: word('待核查', 'visits to review'),
  away: word('范围外签到', 'check-ins out of range'),
  farBelow: word('完成不到一半', 'under half done'),
  open: word('未签退', 'not checked out'),
  closedAgain: word('连续店休', 'shops closed again'),
} as const

export const needLineWords = {
  notStarted: word(
    '{rep}：计划 {planned} 家，当天没有签到',
    '{rep}: {planned} planned, no check-in',
  ),
  skip: word('{rep} 想跳过 {customer}：{reason}', '{rep} wants to skip {customer}: {reason}'),
  requestMove: word(
    '{rep} 想把 {customer} 从 {from} 改到 {to}：{reason}',
    '{rep} would move {customer} from {from} to {to}: {reason}',
  ),
  requestDecline: word(
    '{rep} 本周期不想去 {customer}（{from}）：{reason}',
    '{rep} would leave out {customer} ({from}): {reason}',
  ),
  alarm: word(
    '{customer}（{rep}）{raised} 预警没人处理，可能少卖 {money}',
    '{customer} ({rep}): alarm of {raised} unanswered, {money} at stake',
  ),
  away: word(
    '{rep} 在距 {customer} {distance}处签到：{reason}',
    '{rep}, {distance} from {customer}: {reason}',
  ),
  farBelow: word('{rep}：只完成 {completed}/{planned} 家', '{rep}: {completed} of {planned} done'),
  open: word(
    '{rep} 在 {customer}，{since} 签到后没有签退',
    '{rep} at {customer}, in since {since}, not checked out',
  ),
  closedAgain: word(
    '{customer} 连续 {times} 次店休（{rep}）',
    '{customer} closed {times} visits in a row ({rep})',
  ),
  noReason: word('没有写原因', 'no reason given'),
} as const
