/** Words of grading (客户分级): what it would do, what was done, grades by hand, how each is looked after. */
import { word } from './t.ts'

export const gradingWords = {
  summary: word(
    '按净销售额给客户分级：先预览，再发布',
    'Grade the customers by net sales: preview, then publish',
  ),
  usage: word(
    '[客户 A–D|解锁] [历史] [策略 A 做法]',
    '[customer A–D|unlock] [history] [care A what to do]',
  ),

  title: word('客户分级', 'Customer grading'),
  historyTitle: word('客户分级 · 历史', 'Gradings'),
  basis: word('截至 {date} · 近 {n} 天净销售额', 'To {date} · net sales of {n} days'),
  computing: word('正在计算…算好后这张卡会更新', 'Working it out… this card will follow'),
  publishing: word('正在发布…', 'Publishing…'),
  noOrders: word(
    '还没有订单数据，分不了级。请先导入订单（把文件发给我就行）。',
    'There are no orders yet, so nothing to grade by. Import orders first: send me the file.',
  ),
  pointChanges: word('发布后 {n} 家变级', '{n} {n|customer|customers} would change grade'),
  pointDormant: word('其中 {n} 家降为休眠', '{n} of them to dormant'),
  pointSame: word('没有客户变级', 'No customer would change grade'),
  pointDone: word('已发布，{n} 家变级', 'Published: {n} {n|customer|customers} changed grade'),
  stale: word('这份预览已过期', 'This preview is out of date'),
  staleHow: word(
    '后来又发布过一次。点「重新计算」看现在的。',
    'Another grading was published since.',
  ),

  key: word('A 非常重要', 'A key'),
  important: word('B 重要', 'B important'),
  normal: word('C 一般', 'C normal'),
  dormant: word('D 休眠', 'D dormant'),
  ungraded: word('未分级', 'Ungraded'),
  count: word('{n} 家', '{n}'),
  countMore: word('{n} 家 ↑{by}', '{n} ↑{by}'),
  countLess: word('{n} 家 ↓{by}', '{n} ↓{by}'),
  share: word('{amount}，{share}', '{amount}, {share}'),
  shareTitle: word('家数与净销售额各占多少', 'Share of customers and of net sales'),
  barCustomers: word('家数', 'Customers'),
  barSales: word('净销售额', 'Net sales'),

  rules: word(
    '依次取前 5%、余下的 20%、再余下的 50%，其余休眠；没有净销售额的一律休眠；金额相同按编码。',
    'First 5 %, then 20 % of the rest, then 50 % of the rest; no net sales is dormant; ties by code.',
  ),
  young: word('{n} 家新客不参加排名', '{n} new {n|customer|customers} not ranked'),
  lockedNote: word('{n} 家手工定级，保持不变', '{n} set by hand and kept'),
  scopeNote: word('在{scope}内排名，共 {n} 个范围', 'Ranked within {scope}: {n} groups'),
  smallNote: word('{n} 个范围不足 20 家，比例粗略', '{n} groups have fewer than 20 customers'),
  scopeTeam: word('各团队', 'each team'),
  scopeType: word('各客户类型', 'each type'),
  scopeTypeTeam: word('各团队的各类型', 'each type of a team'),
  asOf: word('订单数据截至 {date}', 'Orders up to {date}'),
  nextCycle: word(
    '新的拜访频次从下个周期起生效。',
    'New visit frequencies begin with the next cycle.',
  ),

  moves: word('变级明细', 'Who moves'),
  move: word('{before} → {grade}', '{before} → {grade}'),
  moveCount: word('{before} → {grade}：{n} 家', '{before} → {grade}: {n}'),
  noMoves: word('你负责的团队里没有客户变级。', 'Nobody moves in your teams.'),
  who: word('谁会变', 'Who moves'),
  whoTitle: word('谁会变级', 'Who moves'),
  back: word('返回', 'Back'),

  publish: word('发布', 'Publish'),
  publishTitle: word('发布分级', 'Publish the grades'),
  publishText: word(
    '{n} 家客户的级别会改变，拜访频次从下个周期起跟着变。',
    '{n} {n|customer changes|customers change} grade; visit frequencies follow with the next cycle.',
  ),
  again: word('重新计算', 'Work out again'),
  history: word('历史', 'History'),
  onlyAdmins: word('由管理员发布。', 'Admins publish it.'),
  alreadyPublished: word('已由 {name} 在 {at} 发布', 'Published by {name} at {at}'),
  alreadyRunning: word('正在发布，请稍等', 'It is being published'),
  publishedLine: word('{at} · {name} · 截至 {date}', '{at} · {name} · to {date}'),
  bySystem: word('系统', 'the system'),
  noHistory: word('还没有发布过分级。', 'No grading was published yet.'),

  setDone: word(
    '{name} 定为 {grade} 级，分级时保持不变',
    '{name} is grade {grade}, kept by gradings',
  ),
  unlocked: word(
    '{name} 已解锁，下次分级会重新排',
    '{name} is released; the next grading ranks it again',
  ),
  notLocked: word('{name} 没有手工定级，不用解锁', '{name} was not set by hand'),
  setLabel: word('改级别', 'Change the grade'),
  unlock: word('解锁（交还给分级）', 'Release to gradings'),
  lockedBy: word('{grade} 级由 {name} 在 {date} 手工定', 'Grade {grade} set by {name} on {date}'),
  lastChange: word('{date} {before} → {grade}（{why}）', '{date} {before} → {grade} ({why})'),
  whyPublished: word('分级发布', 'grading'),
  whyManual: word('手工', 'by hand'),
  whyReleased: word('解锁', 'released'),
  whyImported: word('导入', 'import'),
  notFound: word(
    '没有找到「{query}」。例：分级 永辉 A，分级 永辉 解锁。',
    'Nothing found for "{query}". For example: grade Lotus A, grade Lotus unlock.',
  ),
  several: word(
    '「{query}」有 {n} 家，请写客户编码：{names}',
    '{n} match "{query}"; use the code: {names}',
  ),

  care: word('{grade} 级维护', 'Care for grade {grade}'),
  careTitle: word('各级维护策略', 'How each grade is looked after'),
  careNone: word(
    '还没写。例：分级 策略 A 每月老板亲自拜访',
    'None yet. For example: grade care A visited by the boss',
  ),
  careSaved: word(
    '{grade} 级维护策略已保存，会显示在拜访卡上',
    'Saved; it shows on the visit card of grade {grade}',
  ),
  careCleared: word('{grade} 级维护策略已清空', 'Cleared for grade {grade}'),
  careUsage: word(
    '写法：分级 策略 A 每月老板亲自拜访（写「清空」可去掉，最多 200 字）',
    'Write: grade care A visited by the boss ("clear" removes it, 200 characters at most)',
  ),
  careAdmins: word('维护策略由管理员写。', 'Admins write these.'),
} as const
