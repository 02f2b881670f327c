/** Every metric in both languages: its name, and how it is worked out. */
import type { MetricKey } from '../domain/performance/metrics.ts'
import { type Word, word } from './t.ts'

const means = (zh: string, en: string, formulaZh: string, formulaEn: string) => ({
  name: word(zh, en) as Word<never>,
  formula: word(formulaZh, formulaEn) as Word<never>,
})

export const metricWords: Record<MetricKey, { name: Word<never>; formula: Word<never> }> = {
  visits_planned: means(
    '计划拜访',
    'Planned visits',
    '早上发出的计划里的家数，请假和批准跳过的不算',
    'Stops of the plans as sent in the morning, without leave and approved skips',
  ),
  visits_done: means(
    '完成拜访',
    'Visits',
    '已签退的拜访，计划内外都算',
    'Visits that were closed, planned or not',
  ),
  visits_unplanned: means(
    '临时拜访',
    'Unplanned visits',
    '不在计划里的已签退拜访',
    'Closed visits that were on no plan',
  ),
  visits_valid: means(
    '有效拜访',
    'Valid visits',
    '在现场、停留够、照片和总结齐全、核查不为红的拜访',
    'Visits on site, long enough, with photos and summary, not assessed red',
  ),
  completion_rate: means(
    '拜访达成率',
    'Completion',
    '当天拜访到的计划家数 ÷ 计划家数',
    'Planned stops visited that day ÷ planned stops',
  ),
  call_compliance: means(
    '计划内占比',
    'Call compliance',
    '计划内拜访 ÷ 全部拜访',
    'Planned visits ÷ all visits',
  ),
  route_compliance: means(
    '按序拜访率',
    'Route compliance',
    '按计划先后拜访到的家数 ÷ 拜访到的计划家数',
    'Planned stops visited in order ÷ planned stops visited',
  ),
  unplanned_share: means(
    '临时占比',
    'Unplanned share',
    '临时拜访 ÷ 全部拜访',
    'Unplanned visits ÷ all visits',
  ),
  late_rate: means(
    '补访率',
    'Late',
    '七天内补上的计划家数 ÷ 计划家数',
    'Planned stops made up for within seven days ÷ planned stops',
  ),
  missed_rate: means(
    '漏访率',
    'Missed',
    '当天和之后七天都没去的计划家数 ÷ 计划家数',
    'Planned stops visited neither that day nor within seven days ÷ planned stops',
  ),
  off_site_rate: means(
    '异地签到率',
    'Off site',
    '当天拜访到但签到不在现场的计划家数 ÷ 计划家数',
    'Planned stops visited with an off-site check-in ÷ planned stops',
  ),
  valid_rate: means('有效拜访率', 'Valid rate', '有效拜访 ÷ 全部拜访', 'Valid visits ÷ all visits'),
  time_in_store: means(
    '在店中位',
    'Median stay',
    '签退 − 签到，取中位数',
    'Check-out less check-in, the median',
  ),
  strike_rate: means(
    '拜访成交率',
    'Strike rate',
    '当天向该客户开了单的拜访 ÷ 全部拜访',
    'Visits with a sale to that customer that day ÷ all visits',
  ),
  lines_per_call: means(
    '单次行数',
    'Lines per call',
    '成交拜访当天的销售行数 ÷ 成交拜访',
    'Order lines sold at productive visits ÷ productive visits',
  ),
  visit_to_deal: means(
    '拜访后成交率',
    'Visit to deal',
    '签退后规定天数内下单的客户 ÷ 拜访过的客户',
    'Customers who ordered within the set days after a check-out ÷ customers visited',
  ),
  coverage_rate: means(
    '覆盖率',
    'Coverage',
    '拜访过的在管客户 ÷ 在管客户，本月至今',
    'Own customers visited ÷ own customers, month to date',
  ),
  frequency_attainment: means(
    '频次达成率',
    'Frequency attainment',
    'Σ 实际与应访取小 ÷ Σ 应访；应访 = 天数 ÷ 拜访间隔',
    'Σ min(visits, due) ÷ Σ due; due = days ÷ days between visits',
  ),
  call_load: means(
    '每周应访',
    'Weekly call load',
    'Σ 客户 ÷ 拜访间隔（周）',
    'Σ customers ÷ weeks between visits',
  ),
  capacity: means(
    '每周可访',
    'Weekly capacity',
    '工作日（去掉节假日、请假、出差）× 每天家数，按周平均',
    'Working days, without holidays, leave and trips × stops a day, a week',
  ),
  sales_amount: means('销售额', 'Sales', '销售 − 退货', 'Sales less returns'),
  sales_quantity: means('销量', 'Quantity', '卖出数量 − 退货数量', 'Quantity sold less returned'),
  cost: means(
    '销售成本',
    'Cost',
    '卖出与赠送的成本 − 退货的成本',
    'Cost of goods sold and given away less returned',
  ),
  gross_profit: means(
    '毛利',
    'Gross profit',
    '销售 − 退货 − 成本 − 赠品成本',
    'Sales less returns less cost less gifts at cost',
  ),
  gross_margin: means('毛利率', 'Gross margin', '毛利 ÷ 销售额', 'Gross profit ÷ sales'),
  collected: means(
    '回款',
    'Collected',
    '收到的款项，按订单归属到人',
    'Payments received, credited by order',
  ),
  orders: means('订单数', 'Orders', '有销售的订单', 'Orders that sell something'),
  drop_size: means('客单价', 'Drop size', '销售额 ÷ 订单数', 'Sales ÷ orders'),
  trading_customers: means(
    '交易客户数',
    'Trading customers',
    '有销售订单的客户数',
    'Customers with an order that sells',
  ),
  new_customers: means(
    '新开客户',
    'New customers',
    '第一次成交的客户',
    'Customers who bought for the first time',
  ),
  roi: means(
    '拜访投产比',
    'Visit ROI',
    '（毛利 − 拜访成本）÷ 拜访成本；拜访成本 = 拜访次数 × 每次成本',
    '(Gross profit − visit cost) ÷ visit cost; visit cost = visits × cost of one',
  ),
  customers_at_risk: means(
    '预警客户',
    'Customers at risk',
    '未了结的客户预警涉及的客户',
    'Customers with an open alarm',
  ),
  rescue_rate: means(
    '挽回率',
    'Rescue rate',
    '预警后 30 天内下单的客户 ÷ 已满 30 天的预警客户',
    'Alerted customers who ordered within 30 days ÷ those alerted 30 days ago or more',
  ),
  commission: means(
    '提成',
    'Commission',
    'Σ 基数 × 比例，见提成明细',
    'Σ base × rate, see the commission lines',
  ),
  perfect_store: means(
    '完美门店得分',
    'Perfect store',
    'Σ 加权得分 ÷ 满分；要有门店检查表',
    'Σ weighted points ÷ maximum; needs store check forms',
  ),
  out_of_stock: means(
    '缺货率',
    'Out of stock',
    '应有而缺货的门店 ÷ 应有的门店；要有库存盘点',
    'Outlets listed but out ÷ outlets listed; needs stock checks',
  ),
  distribution: means(
    '铺货率',
    'Distribution',
    '有该商品的门店 ÷ 全部门店；要有库存盘点',
    'Outlets stocking ÷ all outlets; needs stock checks',
  ),
  campaign_roi: means(
    '活动投产比',
    'Campaign ROI',
    '（毛利增量 − 费用）÷ 费用；要有活动',
    '(Gross profit uplift − cost) ÷ cost; needs campaigns',
  ),
}
