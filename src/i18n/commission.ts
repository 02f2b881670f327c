/** Words of 提成: a person's month, the team's, the payroll's. */
import type { Base, Settlement } from '../domain/commission/terms.ts'
import { type Word, word } from './t.ts'

export const commissionWords = {
  summary: word('本月提成，每一分怎么来的', 'Commission of a month, to the fen'),
  usage: word('[月份]', '[month]'),
  title: word('提成 · {month}', 'Commission · {month}'),
  titleOf: word('{name}的提成 · {month}', 'Commission of {name} · {month}'),
  running: word('进行中', 'running'),
  closed: word('已结', 'closed'),
  point: word('{amount}', '{amount}'),
  pointRunning: word('到今天 {amount}', '{amount} so far'),
  more: word('比 {month}多 {amount}', '{amount} more than {month}'),
  less: word('比 {month}少 {amount}', '{amount} less than {month}'),
  same: word('和 {month}一样', 'the same as {month}'),
  nothing: word('这个月还没有算到提成的单子。', 'Nothing that pays commission in this month yet.'),
  noScheme: word(
    '{month}还没有提成方案。请管理员或财务发「提成 方案」设一个。',
    'There is no scheme for {month}. Ask an admin or finance to write "commission schemes".',
  ),
  notCovered: word('{month}的提成方案不含你。', 'No scheme of {month} covers you.'),
  lineCount: word('{n} 笔', '{n} {n|line|lines}'),
  perBase: word('{base} {amount}', '{base} {amount}'),
  up: word('拉高', 'Added'),
  down: word('拉低', 'Taken off'),
  effectTop: word('{product} {amount}', '{product} {amount}'),
  effectReturn: word('退货 {n} 笔 {amount}', '{n} {n|return|returns} {amount}'),
  effectReversal: word(
    '以前月份的退货 {n} 笔 {amount}',
    '{n} {n|return|returns} of closed months {amount}',
  ),
  effectLate: word(
    '超账期回款 {n} 笔，按 {times} 算',
    '{n} late {n|payment|payments} count × {times}',
  ),
  effectCoefficient: word(
    '{metric} {is}，不到 {below}，× {times}：{amount}',
    '{metric} {is}, below {below}, × {times}: {amount}',
  ),
  effectCap: word('封顶：{amount}', 'Cap: {amount}'),
  effectCorrections: word(
    '以前月份更正 {n} 笔：{amount}',
    '{n} {n|correction|corrections} of closed months: {amount}',
  ),
  nextStep: word('再有 {amount} 到 {rate} 档', '{amount} more reaches {rate}'),
  attainment: word('完成目标 {rate}', '{rate} of the target'),
  targetAsSet: word(
    '按设定的指标 {target} 算：提成照约定，请假、出差只折算业绩里的进度',
    'Against the target as set, {target}: pay is as agreed; leave and trips change the pace under “performance” only',
  ),
  noTarget: word('没有目标，按第一档算', 'No target: the first step holds'),

  lines: word('明细', 'Lines'),
  linesTitle: word('提成明细 · {scheme}', 'Commission lines · {scheme}'),
  linesSum: word('{n} 笔合计 {amount}', '{n} {n|line|lines}, {amount} together'),
  lineRule: word('{base} × {rate}', '{base} × {rate}'),
  linePieces: word('{base} 按 {rate}', '{base} at {rate}'),
  lineShare: word('协访分 {share}', 'joint visit, share {share}'),
  lineLate: word('超账期', 'late'),
  lineReturn: word('退货，按原比例扣回', 'return, at the rate of its sale'),
  lineReturnAlone: word(
    '退货，没找到原单，按当月平均扣回',
    'return without its sale, at the mean rate',
  ),
  lineReversal: word(
    '退回 {month}的单 {order} 的 {part}，按当时发的扣回',
    '{part} of {order} of {month} came back, at what was paid',
  ),
  lineCap: word('封顶', 'cap'),
  lineCoefficient: word('过程系数 {metric}', 'process, {metric}'),

  corrections: word('更正', 'Corrections'),
  correctionsTitle: word('提成更正 · {month}', 'Commission corrections · {month}'),
  correctionsPoint: word(
    '{n} 笔更正合计 {amount}',
    '{n} {n|correction|corrections}, {amount} together',
  ),
  correctionsNone: word('{month}没有更正。', 'No corrections in {month}.'),
  correctionLine: word('{month}的 {order} {product}', '{order} {product} of {month}'),
  added: word('补录：原来没有，现在 {now}', 'added: nothing before, now {now}'),
  removed: word('已删：原来 {was}，现在没有', 'removed: was {was}, now nothing'),
  changed: word('改动：原来 {was}，现在 {now}', 'changed: was {was}, now {now}'),
  correctionsNote: word(
    '已结的月份不改，差额记在当月。',
    'Closed months stay as they are; the difference is booked in the open one.',
  ),

  trial: word('试算', 'What if'),
  trialTitle: word('试算 · {month}', 'What if · {month}'),
  trialPoint: word('多卖一些，能多拿多少？', 'What would selling more bring?'),
  trialProduct: word('商品（名称或编码）', 'Goods (name or code)'),
  trialQuantity: word('多卖多少（按商品单位）', 'How many more (in its unit)'),
  trialSubmit: word('算一下', 'Work it out'),
  trialResult: word(
    '多卖 {n} {unit} {product}，多拿 {amount}',
    '{n} {unit} more of {product} bring {amount}',
  ),
  trialNow: word('{scheme}：{before} → {after}', '{scheme}: {before} → {after}'),
  trialAssumes: word(
    '按标准价 {price}/{unit}、成本 {cost} 估算；按发货或回款结的，要发货、收到钱才算。',
    'At the list price of {price} a {unit}, cost {cost}; schemes that settle on shipment or payment pay only then.',
  ),
  trialNoProduct: word(
    '没有找到商品「{query}」。写商品编码或全名，例：可乐 330ml。',
    'No goods "{query}". Write their code or whole name.',
  ),
  trialManyProducts: word(
    '「{query}」有几种：{names}。写编码再试。',
    '"{query}" may be {names}. Write the code.',
  ),
  trialBadQuantity: word(
    '数量写一个大于 0 的数，例：20。',
    'Write a quantity above 0, such as 20.',
  ),
  trialOver: word('这个月已结，不能试算。请看当月。', 'This month is closed. Try the running one.'),

  team: word('团队提成 · {month}', 'Commission of the team · {month}'),
  teamPoint: word('{n} 人合计 {amount}', '{n} {n|person|people}, {amount} together'),
  teamNone: word('这里没有人有提成。', 'Nobody here has commission.'),
  payroll: word('提成发放 · {month}', 'Commission to pay · {month}'),
  openSince: word(
    '还没结。结了以后单子再变，差额记到下个月。',
    'Not closed yet. What changes after closing is booked in the next month.',
  ),
  closedAt: word('{at} 已结 · {name}', 'Closed {at} · {name}'),
  byClock: word('自动', 'by the clock'),
  ofCorrections: word('其中更正 {amount}', 'of these, corrections {amount}'),
  close: word('结账', 'Close'),
  closeTitle: word('结 {month}的提成？', 'Close the commission of {month}?'),
  closeText: word(
    '结了不能改。以后的改动记到下个月。',
    'It cannot be undone. Later changes go into the next month.',
  ),
  closing: word('正在结账，好了卡片会变。', 'Closing; the card will change.'),
  alreadyClosed: word('{month}已经结了。', '{month} is closed already.'),
  tooEarly: word(
    '{month}还没过完，{date} 起可以结。',
    '{month} is not over; close it from {date} on.',
  ),
  export: word('导出工资表', 'Export for payroll'),
  exporting: word('正在生成，做好发给你。', 'Being made; it will be sent to you.'),
  file: word('提成 {month}', 'Commission {month}'),
  schemes: word('方案', 'Schemes'),
  back: word('返回', 'Back'),
  notYours: word(
    '提成只有本人、上级主管和财务能看。',
    'Only the person, their managers and finance see commission.',
  ),
  badMonth: word(
    '没看懂「{text}」。写「提成」「提成 上月」或「提成 2026-11」；主管可写「提成 姓名」。',
    'Not understood: "{text}". Write "commission", "commission 2026-11", or for managers "commission <name>".',
  ),
  futureMonth: word('{month}还没到。', '{month} is still to come.'),

  moreRows: word('再看 {n} 条', '{n} more'),
  page: word('第 {page}/{pages} 页', 'Page {page} of {pages}'),
  previousPage: word('上一页', 'Previous'),
  nextPage: word('下一页', 'Next'),

  sheetPeople: word('每人', 'People'),
  sheetLines: word('明细', 'Lines'),
  sheetCorrections: word('更正', 'Corrections'),
  colName: word('姓名', 'Name'),
  colEmployee: word('工号', 'Employee no.'),
  colTeam: word('团队', 'Team'),
  colScheme: word('方案', 'Scheme'),
  colBase: word('计提基数', 'Base'),
  colRate: word('比例', 'Rate'),
  colFen: word('提成（元）', 'Commission (yuan)'),
  colCorrections: word('更正（元）', 'Corrections (yuan)'),
  colTotal: word('应发（元）', 'To pay (yuan)'),
  colDate: word('日期', 'Date'),
  colCustomer: word('客户', 'Customer'),
  colOrder: word('订单', 'Order'),
  colProduct: word('商品', 'Goods'),
  colKind: word('类型', 'Kind'),
  colOfMonth: word('原月份', 'Month'),
  colWas: word('原来（元）', 'Was (yuan)'),
  colNow: word('现在（元）', 'Now (yuan)'),
} as const

export const baseWords: Record<Base, Word<never>> = {
  amount: word('销售额', 'Sales'),
  quantity: word('销量', 'Quantity'),
  grossProfit: word('毛利', 'Gross profit'),
  collected: word('回款', 'Collections'),
  overFloor: word('底价以上', 'Over the floor price'),
}

export const settlementWords: Record<Settlement, Word<never>> = {
  order: word('下单时结', 'on order'),
  shipment: word('发货时结', 'on shipment'),
  collection: word('回款时结', 'on collection'),
}

export const lineKindWords: Record<
  'sale' | 'return' | 'reversal' | 'coefficient' | 'cap',
  Word<never>
> = {
  sale: word('销售', 'sale'),
  return: word('退货', 'return'),
  reversal: word('退以前月份的货', 'return of a closed month'),
  coefficient: word('过程系数', 'process'),
  cap: word('封顶', 'cap'),
}
