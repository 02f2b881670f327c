/** Words of 投产: the return on visits and on campaigns. */
import { type Word, word } from './t.ts'

const plain = (zh: string, en: string) => word(zh, en) as Word<never>

export const returnWords = {
  roiFinding: word('每花 1 元拜访成本，净赚 {roi} 元', 'Each yuan of visit cost brings {roi} net'),
  roiNoOrders: word('暂无订单数据，算不出投产比', 'No order data, so no return can be worked out'),
  roiNoVisits: word('没有拜访成本可比', 'No visit cost to compare with'),
  roiOnlyProfit: word('毛利 {money}，拜访 {n} 次', 'Gross profit {money}, {n} {n|visit|visits}'),
  roiNoCost: word(
    '还没有设拜访成本，请管理员设规则，比如：规则 每次成本 30，或 规则 每分钟成本 1',
    'No visit cost is set. An admin sets a rule: rule visit cost 30, or rule minute cost 1',
  ),
  roiFormula: word(
    '毛利 {profit} − 成本 {cost}（{parts}）= {left}；÷ {cost} = {roi}',
    'Gross profit {profit} − cost {cost} ({parts}) = {left}; ÷ {cost} = {roi}',
  ),
  roiVisits: word('{n} 次 × {money}', '{n} visits × {money}'),
  roiMinutes: word('{n} 分钟 × {money}', '{n} min × {money}'),
  roiProfitOnly: word('毛利 {profit}，拜访 {n} 次', 'gross profit {profit}, {n} {n|visit|visits}'),
  roiMeaning: word(
    '投产比 =（毛利 − 拜访成本）÷ 拜访成本',
    'Return = (gross profit − visit cost) ÷ visit cost',
  ),
  roiChart: word('各级毛利与拜访成本（元）', 'Gross profit and visit cost by grade (yuan)'),
  profit: word('毛利', 'Gross profit'),
  cost: word('拜访成本', 'Visit cost'),
  campaigns: word('活动 {n} 个', '{n} {n|campaign|campaigns}'),
  campaignMore: word('还有 {n} 个活动', '{n} more campaigns'),
  campaignNone: word(
    '活动投产比：暂无活动。主管可以设：投产 活动 中秋堆头 标签 堆头店 11-01 到 11-15 费用 5000',
    'Return on campaigns: there are none. A manager sets one: roi campaign Autumn tag display 11-01 to 11-15 cost 5000',
  ),
  campaignTag: word('标签「{tag}」', 'tag “{tag}”'),
  campaignUplift: word(
    '{n} 家客户 {days} 天毛利 {profit} − 平时 {expected}（前 {baseDays} 天 {base} ÷ {baseDays} × {days}）= 增量 {uplift}',
    '{n} customers, {days} days: gross profit {profit} − usual {expected} ({base} of the {baseDays} days before ÷ {baseDays} × {days}) = uplift {uplift}',
  ),
  campaignRoi: word(
    '（增量 {uplift} − 费用 {cost}）÷ {cost} = {roi}',
    '(uplift {uplift} − cost {cost}) ÷ {cost} = {roi}',
  ),
  campaignPart: word(
    '只算自己客户的部分，费用按家数分摊',
    'Only the part of the own customers; the cost is shared by their number',
  ),
  campaignGoing: word('算到 {day}，还没算完整', 'Counted up to {day}, not complete yet'),
  campaignNoCustomers: word('暂无数据：没有客户带这个标签', 'No data: no customer has this tag'),
  campaignNoOrders: word('暂无数据：没有订单数据', 'No data: there are no orders'),
  campaignNoBaseline: word(
    '暂无数据：活动前的订单不足 {days} 天，没有平时可比',
    'No data: there are not {days} days of orders before it to compare with',
  ),
  campaignNotBegun: word(
    '暂无数据：活动期还没有订单数据',
    'No data: no orders of its days are known yet',
  ),
  campaignSet: word('已设活动「{name}」', 'Campaign “{name}” is set'),
  campaignRemoved: word('已删除活动「{name}」', 'Campaign “{name}” is removed'),
  campaignUnknown: word('没有叫「{name}」的活动', 'There is no campaign “{name}”'),
  campaignNoName: word('请写活动名称', 'Name the campaign'),
  campaignNoTag: word('请写参加客户的标签', 'Name the tag of its customers'),
  campaignNoDays: word('请写活动从哪天到哪天', 'Say from which day to which'),
  campaignNoCost: word('请写费用多少元', 'Say what it costs, in yuan'),
  campaignHow: word(
    '{lack}，比如：投产 活动 中秋堆头 标签 堆头店 11-01 到 11-15 费用 5000',
    '{lack}: roi campaign Autumn tag display 11-01 to 11-15 cost 5000',
  ),
  kindColumn: plain('类别', 'Kind'),
  profitColumn: plain('毛利', 'Gross profit'),
  visitsColumn: plain('拜访次数', 'Visits'),
  costColumn: plain('成本', 'Cost'),
  expectedColumn: plain('平时毛利', 'Usual gross profit'),
  upliftColumn: plain('毛利增量', 'Uplift'),
  roiColumn: plain('投产比', 'Return'),
} as const
