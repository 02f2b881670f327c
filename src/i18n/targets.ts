/** Words of 业绩: what is aimed at, how far one has come, and what is left to do. */
import { word } from './t.ts'

export const targetWords = {
  // A line of progress
  line: word(
    '本月{what} {value}/{target}（{rate}）',
    'This month: {what} {value}/{target} ({rate})',
  ),
  lineOf: word('{what} {value}/{target}（{rate}）', '{what} {value}/{target} ({rate})'),
  lineRate: word('{what} {value}，目标 {target}', '{what} {value}, target {target}'),
  unknown: word('{what}暂无数据，目标 {target}', '{what}: no data, target {target}'),
  reached: word('已完成', 'done'),
  behind: word('比进度少 {n}', '{n} behind pace'),
  ahead: word('比进度多 {n}', '{n} ahead of pace'),
  onPace: word('正好在进度上', 'on pace'),
  missed: word('差 {n}', '{n} short'),
  needed: word('每天还需 {n}', '{n} a day to go'),
  points: word('{n} 个百分点', '{n} {n|point|points}'),
  shops: word('{n} 家', '{n}'),
  orders: word('{n} 单', '{n}'),
  comma: word('，', ', '),

  // Why the target is what it is
  fair: word('指标 {set} × {own}/{all} = {fair}', 'Target {set} × {own}/{all} = {fair}'),
  fairWhy: word('{fair}（{why}）', '{fair} ({why})'),
  leave: word('请假 {n} 天', '{n} {n|day|days} of leave'),
  trip: word('出差 {n} 天', '{n} {n|day|days} on trips'),
  out: word('不在职 {n} 天', '{n} {n|day|days} not employed'),
  ofPeople: word('指标为各人合计', 'Target: the sum of its people'),
  ofPeopleFair: word(
    '各人指标合计 {set}，折算请假出差后 {fair}',
    "Its people's targets {set}, {fair} after leave and trips",
  ),

  // The cards
  command: word('看业绩：指标、进度、差距、预计', 'Results against targets: pace, gap, forecast'),
  usage: word('[月份] [@人 | 姓名 | 团队]', '[month] [@person | name | team]'),
  mine: word('我的业绩 · {month}', 'My results · {month}'),
  person: word('业绩 · {name} · {month}', 'Results · {name} · {month}'),
  team: word('业绩 · {team} · {month}', 'Results · {team} · {month}'),
  going: word('进行中', 'running'),
  over: word('已结束', 'over'),
  allOnPace: word('所有指标都在进度上', 'Everything is on pace'),
  worst: word('{what}比进度少 {n}', '{what}: {n} behind pace'),
  worstOver: word('{what}差 {n}', '{what}: {n} short'),
  allReached: word('所有指标都完成了', 'Every target was reached'),
  noTarget: word('{month}还没有设指标', 'No targets for {month} yet'),
  noTargetOne: word('未设指标', 'no target'),
  howToSet: word(
    '主管或管理员可以设：发「指标」，或导入指标表。',
    'Managers and admins set them: send “targets”, or import a file.',
  ),
  setThem: word('指标', 'Targets'),
  forecast: word('照此速度月底 {n}', '{n} by the end at this pace'),
  sinceBefore: word('对比是与 {from} – {to} 相比', 'Changes are against {from} – {to}'),
  up: word('升 {by}', 'up {by}'),
  down: word('降 {by}', 'down {by}'),
  same: word('持平', 'same'),
  noData: word('暂无数据', 'No data'),
  dataAsOf: word('订单数据截至 {date}', 'Order data as of {date}'),
  chart: word('完成与应到进度（%）', 'Reached and expected by now (%)'),
  chartIs: word('完成', 'Reached'),
  chartExpected: word('应到', 'Expected'),
  goods: word('按商品的指标 {n} 项', '{n} {n|target|targets} for single goods'),
  back: word('返回团队', 'Back to the team'),

  // A team
  behindCount: word(
    '{n} 人落后进度，最需要帮忙的在前',
    '{n} behind pace, who needs you most first',
  ),
  behindOver: word('{n} 人未完成，差得最多的在前', '{n} fell short, the furthest first'),
  nobodyBehind: word('没有人落后进度', 'Nobody is behind pace'),
  nobodyOver: word('所有人都完成了', 'Everybody reached the targets'),
  people: word('{n} 人（点人看业绩）', '{n} people (tap for results)'),
  noReps: word('这个团队没有业务员', 'This team has no reps'),
  personBehind: word(
    '{what} {value}/{target} · 落后 {share}',
    '{what} {value}/{target} · {share} behind',
  ),
  personFine: word('{what} {value}/{target} · 在进度上', '{what} {value}/{target} · on pace'),
  personReached: word('{what} {value}/{target} · 已完成', '{what} {value}/{target} · done'),
  personShort: word(
    '{what} {value}/{target} · 差 {share}',
    '{what} {value}/{target} · {share} short',
  ),
  future: word('{month}还没到。', '{month} is still to come.'),
  unknownWho: word(
    '没找到“{text}”，或不在你的团队里。发「业绩」看团队，「业绩 姓名」看一个人，「业绩 上月」看上个月。',
    'Nobody and no team of yours is called “{text}”. Send “performance” for the team, “performance <name>” for one person, “performance last month”.',
  ),
  several: word(
    '有几个“{text}”，请用 @ 指定：{names}',
    'There are several “{text}”, use @: {names}',
  ),
  notYours: word(
    '只能看自己和自己团队的业绩。',
    'You can look at your own results and those of your teams.',
  ),
  onlyOwn: word(
    '你还没有业绩：业绩属于业务员。',
    'Results belong to reps; you have none of your own.',
  ),
}
