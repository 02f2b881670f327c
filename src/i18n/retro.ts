/** Words of 月度复盘. */
import { word } from './t.ts'

export const retroWords = {
  title: word('月度复盘 · {name} · {month}', 'Monthly review · {name} · {month}'),
  company: word('全公司', 'The company'),
  visits: word('拜访 {n} 次', '{n} {n|visit|visits}'),
  reps: word('{n} 人', '{n} {n|rep|reps}'),
  point: word('{up} 项变好，{down} 项变差', '{up} better, {down} worse'),
  steady: word('与上月持平', 'Much as the month before'),
  empty: word('这个月没有计划，也没有拜访', 'No plan and no visits that month'),

  better: word('做得好', 'What worked'),
  worse: word('没做好', 'What did not'),
  up: word('{what} {now}，上月 {before}，升 {by}', '{what} {now}, {before} before: up {by}'),
  down: word('{what} {now}，上月 {before}，降 {by}', '{what} {now}, {before} before: down {by}'),
  points: word('{n} 点', '{n} pts'),
  cause: word('可能原因：{text}', 'Likely cause: {text}'),
  days: word(
    '工作日 {now} 天，上月 {before} 天；按天算差不多',
    '{now} working days after {before}; a day is much the same',
  ),
  factors: word(
    '订单数带来 {orders}，客单价带来 {size}',
    '{orders} by number of orders, {size} by order size',
  ),
  mostly: word('主要是 {names}', 'mostly {names}'),
  person: word('{name} {by}', '{name} {by}'),
  personPoints: word('{n} 点', '{n} pts'),
  trend: word('近 {n} 个月拜访达成率（%）', 'Completion of the last {n} months (%)'),

  outcomes: word('上次改的，效果如何', 'What the changes did'),
  changed: word('{label}：{from} → {to}', '{label}: {from} → {to}'),
  rarer: word('{label}：改为 {to}', '{label}: now {to}'),
  decided: word('{who} {day} 采纳', 'accepted by {who}, {day}'),
  effect: word('{what} {before} → {after}', '{what} {before} → {after}'),
  effectDays: word(
    '改前 {n} 个，改后 {after} 个（{from} – {to}）',
    'of {n} before, {after} after ({from} – {to})',
  ),
  tooFew: word(
    '{what}：改后只有 {n} 个数据，先不下结论',
    '{what}: only {n} cases since, too few to tell',
  ),
  revert: word('改回去', 'Take it back'),
  revertTitle: word('改回原来的规则？', 'Back to the rule before?'),
  revertText: word('马上生效，记下是谁改的。', 'At once, and it is noted who did it.'),

  ideas: word('建议：{n} 条等你拿主意', '{n} {n|suggestion|suggestions} to decide on'),
  ideasDone: word('建议', 'Suggestions'),
  moreIdeas: word('另有 {n} 条，决定了这些再看', '{n} more, once these are decided'),
  noIdeas: word(
    '这个月的数据没有给出建议。',
    'The figures of the month suggest no change of a rule.',
  ),
  fewData: word(
    '这个月只有 {n} 次拜访，数据太少，不给建议。',
    'Only {n} {n|visit|visits} that month: too little data for suggestions.',
  ),
  older: word('建议只看最近一个过完的月。', 'Only the newest month makes suggestions.'),
  accept: word('采纳', 'Accept'),
  acceptTitle: word('采纳这条建议？', 'Accept this suggestion?'),
  acceptText: word(
    '{label}改为 {to}，马上生效；下个月复盘会对比效果，可以改回。',
    '{label} becomes {to} at once; the next review shows what it did, and it can be taken back.',
  ),
  decline: word('不采纳', 'Decline'),
  declineTitle: word('不采纳：{label}', 'Decline: {label}'),
  declinePoint: word('为什么不采纳？', 'Why not?'),
  reason: word('原因', 'Reason'),
  reasonHint: word('写给以后看的人', 'For who reads it later'),
  submit: word('提交', 'Submit'),
  back: word('返回', 'Back'),
  reasonMissing: word('请写一句为什么不采纳。', 'Please write in a sentence why not.'),
  accepted: word('已采纳：{label}现在是 {to}', 'Accepted: {label} is {to} now'),
  dismissed: word('已记下，三个月内不再提', 'Noted; it does not come back for three months'),
  reverted: word('{label}已改回', '{label} is as before'),
  over: word(
    '规则或数据已经变了，这条建议作废。',
    'The rule or the figures have changed since: this suggestion is over.',
  ),
  overtaken: word(
    '这条规则后来又被改过，没有动它；到「规则」里看看。',
    'The rule was changed again since, so it stays as it is; look at it in the rules.',
  ),
  acceptedAlready: word('{who}已经采纳了', '{who} has accepted it already'),
  dismissedAlready: word('{who}已经决定不采纳', '{who} has declined it already'),
  revertedAlready: word('{who}已经改回去了', '{who} has taken it back already'),
  stateAccepted: word('{who} {day} 已采纳', 'accepted by {who}, {day}'),
  stateDismissed: word('{who} {day} 没采纳：{reason}', 'declined by {who}, {day}: {reason}'),
  stateReverted: word('{who} 已改回', 'taken back by {who}'),
  onlyYou: word('规则只在有人采纳后才变。', 'No rule changes unless somebody accepts.'),
  monthBefore: word('上个月', 'Month before'),
  monthAfter: word('下个月', 'Month after'),
  pick: word('看其他团队', 'Another team'),

  frequencyOf: word('{grade} 级拜访频次', 'Visits of grade {grade}'),
  frequencyNone: word('未分级客户拜访频次', 'Visits of ungraded customers'),
  neverSellsLabel: word('从不下单客户的频次', 'Visits of customers who never buy'),

  summary: word('看上个月做得如何、规则该怎么调', 'Last month: what worked, which rules to change'),
  usage: word('[月份] [团队]', '[month] [team]'),
  notOver: word(
    '复盘看过完的月份；看本月请发「月报」。',
    'A review is of a month that is over; for this month send "monthly".',
  ),
  noTeam: word('你还没有带团队，没有复盘可看。', 'You lead no team yet, so there is no review.'),
} as const

/** The data behind a suggestion, by its kind and reason. */
export const ideaWords = {
  'frequency.sellsLess': word(
    '{visits} 次拜访只有 {rate} 成交，全部拜访 {overall}（{customers} 家）；少去一次，时间给别的客户',
    '{rate} of {visits} visits sold, {overall} of all ({customers} customers); one visit less leaves time for others',
  ),
  'frequency.sellsMore': word(
    '{visits} 次拜访 {rate} 成交，全部拜访 {overall}（{customers} 家），频次达成 {kept}；可以多去一次',
    '{rate} of {visits} visits sold, {overall} of all ({customers} customers), {kept} of the visits due made; one more would pay',
  ),
  'capacity.tooMany': word(
    '排满的 {days} 人天只完成 {completion}；一天实际 {median} 家，四分之三的日子不超过 {p75} 家',
    '{completion} of {days} full days was done; {median} a day is usual, three days in four at most {p75}',
  ),
  'capacity.tooFew': word(
    '排满的 {days} 人天完成了 {completion}；一天实际 {median} 家',
    '{completion} of {days} full days was done; {median} a day is usual',
  ),
  'neverSells.neverSells': word(
    '{customers} 家半年拜访 {visits} 次，一单没有：{names} 等',
    '{customers} customers, {visits} visits in half a year, no order: {names} …',
  ),
  'minStay.shortSells': word(
    '{visits} 次拜访有 {short} 次不够时长，其中 {soldShort} 成交；够时长的 {soldLong}',
    '{short} of {visits} visits were too short, and {soldShort} of them sold; {soldLong} of the others',
  ),
  'minStay.toothless': word(
    '{visits} 次拜访只有 {short} 次不够时长，一般待 {median} 分钟：这条规则不起作用',
    'only {short} of {visits} visits were too short, {median} min is usual: the rule says nothing',
  ),
  'tolerance.tooNarrow': word(
    '{checkIns} 次没有疑问的签到有 {away} 次超出，95% 在 {p95} 米内',
    '{away} of {checkIns} check-ins without a doubt were outside; 95 % within {p95} m',
  ),
  'tolerance.tooWide': word(
    '{checkIns} 次没有疑问的签到，一般离店 {median} 米，95% 在 {p95} 米内',
    'of {checkIns} check-ins without a doubt {median} m is usual, 95 % within {p95} m',
  ),
  'digestTime.tooEarly': word(
    '{days} 人天有 {late} 天在日报后才收工；九成在 {p90} 前',
    '{late} of {days} days ended after the digest; nine in ten by {p90}',
  ),
  'digestTime.tooLate': word(
    '{days} 人天里九成 {p90} 前收工，日报可以早点发',
    'nine in ten of {days} days end by {p90}: the digest could come earlier',
  ),
  'skipReason.written': word(
    '{skips} 次跳过有 {times} 次在「其他」里写了它',
    '{times} of {skips} skips had it in words under "other"',
  ),
  'skipApproval.allApproved': word(
    '{ruled} 次跳过申请批了 {approved} 次',
    '{approved} of {ruled} requests to skip were approved',
  ),
} as const

/** What a change is measured by. */
export const measureWords = {
  coverage: word('覆盖率', 'coverage'),
  completion: word('拜访达成率', 'completion'),
  strike: word('拜访成交率', 'strike rate'),
  short: word('时长不够的拜访', 'visits that were too short'),
  away: word('范围外签到', 'check-ins out of range'),
  told: word('日报能讲到的拜访', 'visits that the digest could tell of'),
  other: word('「其他」原因的跳过', 'skips for other reasons'),
  skipped: word('跳过的站点', 'stops skipped'),
} as const
