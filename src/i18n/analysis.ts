/** Words of analysis on request: 统计, 覆盖, 对比, 签到地图, 成交, 投产, 模板质量. */
import type { FormField } from '../domain/analysis/form-quality.ts'
import { type Word, word } from './t.ts'

const plain = (zh: string, en: string) => word(zh, en) as Word<never>

/** The fields of the check-out form, as the form calls them. */
export const fieldWords: Record<FormField, Word<never>> = {
  summary: plain('离店总结', 'Summary'),
  outcome: plain('拜访结果', 'Result'),
  orderAmount: plain('本次订货金额', 'Order amount'),
  nextStep: plain('跟进事项', 'Next step'),
  nextVisitOn: plain('下次拜访', 'Next visit'),
}

export const analysisWords = {
  // What each command says of itself.
  statsSummary: plain(
    '统计拜访：计划、达成、准时、有效、效率',
    'Visits counted: planned, done, on time, valid, pace',
  ),
  coverageSummary: plain(
    '看覆盖率，以及还没去过的客户',
    'Coverage by grade and area, and who was not visited',
  ),
  compareSummary: plain('把两到四个人或团队放在一起比', 'Two to four people or teams side by side'),
  mapSummary: plain('看签到在地图上的分布和先后', 'Check-ins as a picture, in their order'),
  dealsSummary: plain('看拜访之后几天内成交了多少', 'Who ordered within days of a visit'),
  roiSummary: plain('看各级客户和活动的投产比', 'Return on visits by grade, and on campaigns'),
  qualitySummary: plain(
    '看签退表单哪些字段没人好好填',
    'Which fields of the form nobody fills well',
  ),
  usage: plain(
    '[本周 | 上月 | 11-01 到 11-15] [@人 | 团队]',
    '[this week | last month | 11-01 to 11-15] [@person | team]',
  ),
  compareUsage: plain('<@甲 @乙> [时间]', '<@one @another> [when]'),
  dealsUsage: plain('[几天] [时间] [@人 | 团队]', '[days] [when] [@person | team]'),
  roiUsage: plain(
    '[时间] [@人 | 团队]，或 活动 <名称> <标签> <时间> <费用>',
    '[when] [@person | team], or campaign <name> <tag> <when> <cost>',
  ),

  // What goes wrong, and what to say instead.
  unread: word(
    '没看懂「{text}」。可以这样问：{examples}',
    'I do not understand “{text}”. Ask like this: {examples}',
  ),
  examples: word(
    '{word} 上周 · {word} 11月 @姓名 · {word} 11-01 到 11-15 团队',
    '{word} last week · {word} 2026-11 @name · {word} 11-01 to 11-15 team',
  ),
  notSeen: word(
    '看不到「{name}」的数据：你能看自己的和你带的团队的。',
    'You may not see the figures of “{name}”: only your own and those of the teams you lead.',
  ),
  several: word(
    '叫「{name}」的不止一个，请用 @ 选人。',
    'There are several “{name}”. Pick the person with @.',
  ),
  noScope: word(
    '你还没有归到团队，暂时没有可看的数据。请管理员把你加进团队。',
    'You belong to no team yet, so there is nothing to show. Ask an admin to add you to one.',
  ),
  tooLong: word(
    '一次最多看 {n} 天，请缩短时间。',
    'At most {n} days at a time. Ask for a shorter time.',
  ),
  compareCount: word(
    '请选两到四个人，或两到四个团队，比如：对比 @甲 @乙 上月',
    'Name two to four people, or two to four teams: compare @one @another last month',
  ),
  oneAtATime: word(
    '一次看一个人或一个团队；要放在一起比，用「{word}」。',
    'One person or team at a time; “{word}” puts several side by side.',
  ),
  sentPrivately: word('已私聊发给你', 'Sent to you in private'),

  // Frames.
  company: word('全公司', 'The company'),
  stats: word('拜访统计 · {name}', 'Visit figures · {name}'),
  coverage: word('客户覆盖 · {name}', 'Coverage · {name}'),
  compare: word('对比 · {names}', 'Compared · {names}'),
  map: word('签到地图 · {name}', 'Check-ins · {name}'),
  deals: word('拜访后成交 · {name}', 'Orders after visits · {name}'),
  roi: word('投产比 · {name}', 'Return on visits · {name}'),
  quality: word('模板质量 · {name}', 'Form quality · {name}'),
  people: word('{n} 人', '{n} {n|person|people}'),
  comparedWith: word('升降是与 {from} – {to} 相比', 'Changes are against {from} – {to}'),
  noData: word('暂无数据', 'No data'),
  up: word('升 {by}', 'up {by}'),
  down: word('降 {by}', 'down {by}'),
  same: word('持平', 'same'),
  points: word('{n} 点', '{n} pts'),
  minutes: word('{n} 分钟', '{n} min'),
  page: word('第 {page}/{pages} 页', 'Page {page} of {pages}'),
  pageBefore: word('上一页', 'Previous'),
  pageAfter: word('下一页', 'Next'),
  before: word('上一期', 'Earlier'),
  after: word('下一期', 'Later'),
  comma: word('、', ', '),
  dataAsOf: word('订单数据截至 {day}', 'Orders up to {day}'),
  noGrade: word('未分级', 'No grade'),
  ofGrade: word('{grade} 级', 'Grade {grade}'),

  // 统计
  finding: word('拜访达成率 {rate}（{done}/{planned}）', 'Completion {rate} ({done}/{planned})'),
  noPlan: word('没有计划，拜访了 {n} 家次', 'No plan, {n} {n|visit|visits} made'),
  nothing: word('没有计划，也没有拜访', 'No plan and no visits'),
  onTime: word('准时', 'On time'),
  late: word('补访', 'Late'),
  missed: word('漏访', 'Missed'),
  chartPeople: word('计划拜访去了没有（家次）', 'What became of planned visits'),
  chartDays: word('每天计划与完成（家次）', 'Planned and done each day'),
  chartFirst: word('{what}，前 {n}', '{what}, first {n}'),
  left: word('未完成', 'Not done'),
  table: word('明细 {n} 人', '{n} people'),
  tableTeams: word('明细 {n} 个团队', '{n} teams'),
  line: word(
    '{rate} · {done} 家次 · {customers} 家客户',
    '{rate} · {done} visits · {customers} customers',
  ),
  name: plain('名称', 'Name'),

  // 覆盖
  coverageFinding: word(
    '覆盖率 {rate}：{assigned} 家去过 {covered} 家',
    '{rate} covered: {covered} of {assigned} visited',
  ),
  coverageNobody: word('名下没有客户', 'No customers to look after'),
  coverageSince: word(
    '覆盖率按月累计，从 {from} 算起，和周报月报一致。',
    'Coverage is counted over the month, from {from} on, as in the digests.',
  ),
  coverageByGrade: word('各级客户（家）', 'Customers by grade'),
  coverageCount: word('{rate}（{covered}/{assigned}）', '{rate} ({covered}/{assigned})'),
  coverageTeams: word('{n} 个团队，低的在前', '{n} teams, the lowest first'),
  coverageLines: word('{n} 条线路，低的在前', '{n} lines, the lowest first'),
  coverageMore: word('还有 {n} 个', '{n} more'),
  coverageMissed: word(
    '还没去过 {n} 家，级别高、最久没去的在前',
    '{n} not visited, best grade and longest ago first',
  ),
  coverageAll: word('名下客户都去过了', 'Everybody has been visited'),
  visited: word('去过', 'Visited'),
  notVisited: word('没去过', 'Not visited'),
  noTeam: word('没有团队', 'No team'),
  noLine: word('未分线路', 'No line'),
  neverVisited: word('从没去过', 'never visited'),
  visitedAgo: word('{n} 天没去', 'last {n} {n|day|days} ago'),
  plannedOn: word('已排 {day}', 'Planned {day}'),
  plan: word('加入计划', 'Plan it'),
  planNote: word('本月还没去过', 'Not visited this month yet'),
  codeColumn: plain('客户编码', 'Customer code'),
  customerColumn: plain('客户', 'Customer'),
  gradeColumn: plain('客户分级', 'Grade'),
  areaColumn: plain('片区', 'Area'),
  ownerColumn: plain('负责人', 'Owner'),
  lastColumn: plain('上次拜访', 'Last visit'),
  agoColumn: plain('距今天数', 'Days ago'),

  // 签到地图
  mapFinding: word('签到 {n} 次', '{n} {n|check-in|check-ins}'),
  mapNothing: word('这段时间没有签到', 'No check-ins in this time'),
  mapWithout: word(
    '其中 {n} 次没有位置（没发，或已过保存期），图上没有。',
    '{n} without a position (none sent, or no longer kept) are not on the picture.',
  ),
  mapTooMany: word(
    '一次最多画 {n} 次签到，请缩短时间，或只看一个人。',
    'At most {n} check-ins at a time. Ask for a shorter time or one person.',
  ),
  mapDrawing: word('正在画图…', 'Drawing…'),
  mapFailed: word('图没画出来，请再发一次。', 'The picture could not be made. Please ask again.'),
  mapWay: word('按签到先后，编号同下面的列表', 'In the order of check-in, numbered as below'),
  mapDots: word('每个点是一次签到', 'A dot a check-in'),
  mapDoubtful: word('红色 {n} 次存疑，待核查', '{n} in red raise questions, to be reviewed'),
  mapDoubt: word('存疑', 'doubtful'),
  mapGap: word('隔 {n} 分钟', '{n} min after'),
  mapDistance: word('距门店 {distance}', '{distance} off'),
  mapNoPoint: word('无位置', 'no position'),
  dateColumn: plain('日期', 'Date'),
  inColumn: plain('签到', 'Check-in'),
  outColumn: plain('签退', 'Check-out'),
  stayColumn: plain('停留分钟', 'Minutes in store'),
  gapColumn: plain('距上一家分钟', 'Minutes since the last'),
  legColumn: plain('距上一家米', 'Metres from the last'),
  distanceColumn: plain('距门店米', 'Metres off'),

  // 模板质量
  qualityFinding: word(
    '{n} 个字段白填：{fields}',
    '{n} {n|field tells|fields tell} nothing: {fields}',
  ),
  qualityGood: word('没有白填的字段', 'Every field tells something'),
  qualityFew: word(
    '只有 {n} 次签退，满 {least} 次才看得出来',
    'Only {n} check-outs; it takes {least} to tell',
  ),
  qualityVisits: word('{n} 次签退', '{n} {n|check-out|check-outs}'),
  qualityFill: word('填写率 {rate}（{filled}/{asked}）', 'filled in {rate} ({filled}/{asked})'),
  qualitySame: word('同一答案 {rate}：「{words}」', 'one answer {rate}: “{words}”'),
  qualityCopied: word('与别次一字不差 {rate}', 'word for word as another {rate}'),
  qualityUnused: word(
    '几乎没人填。建议：不需要就在签退表单里不再问；需要就告诉大家填了做什么用。',
    'Hardly anybody fills it in. Stop asking for it, or tell people what it is used for.',
  ),
  qualitySameHint: word(
    '几乎都是同一个答案，分不出区别。建议：把这一项拆细，或换成更具体的选项。',
    'Nearly all give one answer, which tells nothing apart. Split it, or offer choices that say more.',
  ),
  qualityCopiedHint: word(
    '多数是照抄的。建议：提高最少字数没用，改问一个具体的事，比如「老板说了什么」。',
    'Most are copied. More characters will not help: ask for one concrete thing, such as what the owner said.',
  ),
  qualityTooFew: word('样本太少，还看不出来', 'too few to tell'),
  qualityChart: word('各字段填写率（%）', 'Filled in (%)'),
  qualityNever: word(
    '从没人选的拜访结果：{names}。建议：规则 隐藏的拜访结果 {names}',
    'Results that nobody chose: {names}. Hide them with the rule “hidden outcomes”.',
  ),
  qualityAmount: word(
    '订货金额只看结果是「已开单」的。',
    'The amount counts where the result is an order.',
  ),
  fieldColumn: plain('字段', 'Field'),
  askedColumn: plain('签退次数', 'Check-outs'),
  filledColumn: plain('填写次数', 'Filled in'),
  fillColumn: plain('填写率', 'Fill rate'),
  sameColumn: plain('同一答案占比', 'Most frequent answer'),
  repeatedColumn: plain('重复答案占比', 'Repeated answers'),
  verdictColumn: plain('判断', 'Verdict'),

  // 对比
  best: word('最好', 'best'),
  gap: word('差 {by}', '{by} behind'),
  compareLeads: word('{name} 领先 {n} 项', '{name} leads in {n}'),
  compareEqual: word('没有分出高下的项', 'Nothing to tell them apart'),
  compareChart: word('比率（%）', 'Rates (%)'),
  chartCompletion: word('达成', 'Planned'),
  chartValid: word('有效', 'Valid'),
  chartCoverage: word('覆盖', 'Covered'),
  chartStrike: word('成交', 'Sold'),
  compareTeams: word(
    '数量是团队合计，人数不同时请看比率和每天拜访。',
    'Counts are sums of the team; where teams differ in size, look at rates and visits a day.',
  ),

  // 成交
  dealsFinding: word(
    '{days} 天内成交 {rate}：拜访 {visited} 家，{dealt} 家下单',
    '{rate} ordered within {days} {days|day|days}: {dealt} of {visited} visited',
  ),
  dealsNoVisits: word('这段时间没有拜访', 'No visits in this time'),
  dealsNoOrders: word(
    '暂无订单数据：拜访了 {n} 家，不知道成交没有',
    'No order data: {n} {n|customer|customers} visited, whether they ordered is not known',
  ),
  dealsWithin: word('{n} 天内', 'within {n} days'),
  dealsDays: word('看 {n} 天', '{n} days'),
  dealsByGrade: word('各级客户成交（家）', 'By grade'),
  dealt: word('已下单', 'Ordered'),
  notDealt: word('未下单', 'Not ordered'),
  dealsMeaning: word(
    '签退之后到第 {days} 天（含）下的单算成交，第二天起不算；谁开的单都算。',
    'Orders after the check-out up to and including day {days} count, whoever took them.',
  ),
  dealsPending: word(
    '还有 {n} 家没满 {days} 天，成交率可能再升。',
    '{n} {n|customer has|customers have} not had {days} days yet: the rate may still rise.',
  ),
  dealsRule: word('天数按规则「成交天数」', 'days by the rule “deal days”'),
  dealsCount: word('{rate}（{dealt}/{visited}）', '{rate} ({dealt}/{visited})'),
  visitedColumn: plain('拜访客户', 'Customers visited'),
  dealtColumn: plain('成交客户', 'Customers who ordered'),
  dealRateColumn: plain('成交率', 'Share'),
  daysColumn: plain('天数', 'Days'),
} as const
