/** Names of what can be exported, and what a row of each is. */
import { word } from './t.ts'

export const exportSetWords = {
  visits: word('拜访', 'Visits'),
  visitsAbout: word(
    '一行一次拜访，按签到先后；取消的不在内。距离是到客户位置的直线距离。',
    'One row a visit, by check-in; cancelled ones are left out. Distances are straight lines to the customer’s point.',
  ),
  plans: word('计划', 'Plans'),
  plansAbout: word(
    '一行一家计划要拜访的客户。「计入达成率」为是的，才进拜访达成率。',
    'One row a planned stop. Only those that count are in the completion rate.',
  ),
  performance: word('业绩', 'Performance'),
  performanceAbout: word(
    '一行一人，各指标按所选日期合计；空格是暂无数据，不是 0。',
    'One row a person with every metric of the days; an empty cell is no data, not 0.',
  ),
  scores: word('评分', 'Scores'),
  scoresAbout: word(
    '一行一人一月一项评分，按当月的公式，涉及的月份都按整月算（本月算到今天）；空格是暂无数据，不是 0。',
    'One row a person, month and score by the formula of that month; every month touched is a whole one (this one to date). An empty cell is no data, not 0.',
  ),
  digest: word('日报', 'Digest'),
  digestAbout: word(
    '一行一人一天；没有计划也没有动作的日子不列。空格是暂无数据，不是 0。',
    'One row a person and day; days without plan or act are left out. An empty cell is no data, not 0.',
  ),
  customers: word('客户', 'Customers'),
  customersAbout: word(
    '一行一家客户，按现在的资料；坐标是 GCJ-02。',
    'One row a customer as on record now; coordinates are GCJ-02.',
  ),
  coverage: word('覆盖', 'Coverage'),
  coverageAbout: word(
    '一行一家正常客户，负责人按最后一天算；负责人从当月 1 日（或更早的开始日）起拜访过算覆盖，和覆盖率同一个口径。',
    'One row an active customer with its owner on the last day; a visit by the owner since the first of that month (or the first day, if earlier) covers it, as the coverage rate counts.',
  ),
  orders: word('订单', 'Orders'),
  ordersAbout: word(
    '一行一条订单明细；退货为负数，赠品和换货为 0，金额合计就是销售额。',
    'One row an order line; returns are negative, gifts and exchanges 0, so that amounts add up to the sales.',
  ),
  payments: word('回款', 'Payments'),
  paymentsAbout: word(
    '一行一笔回款分到的一份：有订单号的归该单业务员，没有的先冲最早的欠款，剩下的归负责人。',
    'One row a credited part of a payment: with an order to its rep, without one to the oldest open orders, the rest to the owner.',
  ),
  targets: word('目标', 'Targets'),
  targetsAbout: word(
    '一行一个目标；达成率按请假、出差折算后的目标；实际数和业绩里的同一个口径，按商品的目标没有实际数。',
    'One row a target; attainment is of the target after days away; actual figures are those of performance; targets of a product have none.',
  ),
  commission: word('提成', 'Commission'),
  commissionAbout: word(
    '一行一条提成或更正，合计就是要发的钱；已结的月份按结账时的数。',
    'One row a line or correction; they add up to what is paid. Closed months are as they were closed.',
  ),
  alarms: word('客户预警', 'Customer alarms'),
  alarmsAbout: word(
    '一行一条在这段时间里有效过的预警。',
    'One row an alarm that ran on some day of these.',
  ),
  'analysis.stats': word('拜访统计', 'Visit figures'),
  'analysis.coverage': word('客户覆盖', 'Customer coverage'),
  'analysis.compare': word('对比', 'Comparison'),
  'analysis.map': word('签到地图', 'Check-ins'),
  'analysis.deals': word('拜访后成交', 'Orders after visits'),
  'analysis.roi': word('投产比', 'Return on visits'),
  'analysis.quality': word('模板质量', 'Form quality'),
  tableAbout: word(
    '卡片上的表的全部行，和卡片同一次计算的口径。空格是暂无数据，不是 0。',
    'All rows of the table on the card, counted the same way. An empty cell is no data, not 0.',
  ),
} as const
