/** Headings of exported tables, and the words of coded values in them. */
import { type Word, word } from './t.ts'

export const columnWords = {
  date: word('日期', 'Date'),
  month: word('月份', 'Month'),
  rep: word('业务员', 'Rep'),
  employeeNo: word('工号', 'Employee no.'),
  team: word('团队', 'Team'),
  customerCode: word('客户编号', 'Customer code'),
  customer: word('客户', 'Customer'),
  type: word('客户类型', 'Type'),
  grade: word('分级', 'Grade'),
  owner: word('负责人', 'Owner'),
  status: word('状态', 'Status'),

  planned: word('计划内', 'Planned'),
  checkedInAt: word('签到时间', 'Checked in'),
  checkedOutAt: word('签退时间', 'Checked out'),
  dwell: word('停留（分钟）', 'Stay (min)'),
  distance: word('签到距离（米）', 'Check-in distance (m)'),
  outDistance: word('签退距离（米）', 'Check-out distance (m)'),
  locationSource: word('位置来源', 'Location from'),
  verdict: word('签到判定', 'Check-in verdict'),
  reason: word('说明', 'Reason'),
  photos: word('照片数', 'Photos'),
  outcome: word('拜访结果', 'Outcome'),
  summary: word('离店总结', 'Summary'),
  orderAmount: word('本次订货金额（元）', 'Order amount (yuan)'),
  nextStep: word('跟进事项', 'Next step'),
  nextVisitOn: word('下次拜访', 'Next visit'),
  lng: word('签到经度（GCJ-02）', 'Longitude (GCJ-02)'),
  lat: word('签到纬度（GCJ-02）', 'Latitude (GCJ-02)'),
  trust: word('信任分', 'Trust score'),
  flags: word('存疑', 'Doubts'),

  sequence: word('顺序', 'Order'),
  source: word('来源', 'Source'),
  eta: word('预计到店', 'ETA'),
  counted: word('计入达成率', 'Counts'),
  skipReason: word('跳过原因', 'Skip reason'),

  address: word('地址', 'Address'),
  shopLng: word('经度（GCJ-02）', 'Longitude (GCJ-02)'),
  shopLat: word('纬度（GCJ-02）', 'Latitude (GCJ-02)'),
  stage: word('阶段', 'Stage'),
  customerSource: word('客户来源', 'Source'),
  priceLevel: word('价格等级', 'Price level'),
  creditLimit: word('信用额度（元）', 'Credit limit (yuan)'),
  creditDays: word('账期（天）', 'Credit days'),
  contact: word('联系人', 'Contact'),
  phone: word('电话', 'Phone'),
  line: word('线路', 'Line'),
  frequency: word('拜访频次', 'Frequency'),
  tags: word('标签', 'Tags'),
  createdOn: word('建档日期', 'Created'),
  lastVisitOn: word('最近拜访', 'Last visit'),
  lastOrderOn: word('最近订货', 'Last order'),

  orderCode: word('订单号', 'Order'),
  productCode: word('商品编号', 'Product code'),
  product: word('商品', 'Product'),
  category: word('品类', 'Category'),
  kind: word('类型', 'Kind'),
  quantity: word('数量', 'Quantity'),
  unit: word('单位', 'Unit'),
  score: word('评分', 'Score'),
  value: word('得分', 'Value'),
  full: word('满分', 'Full marks'),
  missing: word('缺少的指标', 'Missing metrics'),
  unitPrice: word('单价（元）', 'Unit price (yuan)'),
  amount: word('金额（元）', 'Amount (yuan)'),
  paymentCode: word('回款单号', 'Payment'),
  method: word('方式', 'Method'),
  creditedTo: word('计入业务员', 'Credited to'),

  coveredCell: word('是否覆盖', 'Covered'),
  visitsByOwner: word('负责人拜访次数', 'Visits by the owner'),
  visitsByAll: word('全部拜访次数', 'Visits by anybody'),

  firstIn: word('首次签到', 'First check-in'),
  lastOut: word('最后签退', 'Last check-out'),

  raisedAt: word('预警时间', 'Raised'),
  alarmReason: word('原因', 'Reason'),
  chance: word('流失可能', 'Chance of loss'),
  atRisk: word('可能损失（元）', 'Money at risk (yuan)'),
  dataAsOf: word('数据截至', 'Data as of'),
  endedAt: word('结束时间', 'Ended'),

  scheme: word('提成方案', 'Scheme'),
  base: word('计提金额（元）', 'Base (yuan)'),
  baseQuantity: word('计提数量', 'Base (quantity)'),
  rate: word('比例', 'Rate'),
  perUnit: word('每单位（元）', 'Per unit (yuan)'),
  commission: word('提成（元）', 'Commission (yuan)'),
  ofMonth: word('属于月份', 'Of month'),

  targetOf: word('对象', 'Of'),
  metric: word('指标', 'Metric'),
  target: word('目标', 'Target'),
  fairTarget: word('折算后目标', 'Target after days away'),
  actual: word('实际', 'Actual'),
  attainment: word('达成率', 'Attainment'),
} as const satisfies Record<string, Word<never>>

export const cellWords = {
  yes: word('是', 'yes'),
  no: word('否', 'no'),
  yuan: word('元', 'yuan'),
  percent: word('%', '%'),
  times: word('个/次', 'count'),
  correction: word('更正', 'correction'),
}

export const verdictCells: Record<string, Word<never>> = {
  on_site: word('在现场', 'on site'),
  needs_reason: word('偏远，已说明', 'away, with a reason'),
  off_site: word('不在现场', 'off site'),
  unverified: word('无法核对', 'unverified'),
}

export const locationCells: Record<string, Word<never>> = {
  chat: word('聊天位置', 'chat'),
  live: word('现场签到', 'live page'),
  none: word('没有位置', 'none'),
}

export const visitStates: Record<string, Word<never>> = {
  open: word('拜访中', 'open'),
  closed: word('已签退', 'closed'),
}

export const stopStates: Record<string, Word<never>> = {
  open: word('未拜访', 'planned'),
  visiting: word('拜访中', 'being visited'),
  asked: word('申请跳过', 'skip asked'),
  refused: word('跳过未批', 'skip refused'),
  visited: word('已拜访', 'visited'),
  skipped: word('已跳过', 'skipped'),
  missed: word('漏访', 'missed'),
}

export const stopSources: Record<string, Word<never>> = {
  cycle: word('周期', 'cycle'),
  manual: word('安排', 'assigned'),
  promise: word('说好的', 'promise'),
  anomaly: word('预警', 'alarm'),
  joint: word('协访', 'joint visit'),
  reuse: word('复制', 'copied'),
  adhoc: word('临时', 'unplanned'),
}

export const lineKindCells: Record<string, Word<never>> = {
  sale: word('销售', 'sale'),
  return: word('退货', 'return'),
  gift: word('赠品', 'gift'),
  exchange: word('换货', 'exchange'),
}

export const customerStates: Record<string, Word<never>> = {
  active: word('正常', 'active'),
  closed: word('已关闭', 'closed'),
}

export const alarmStateCells: Record<string, Word<never>> = {
  waiting: word('等候', 'waiting'),
  open: word('待处理', 'open'),
  planned: word('已安排', 'planned'),
  won_back: word('已挽回', 'won back'),
  lost: word('已流失', 'lost'),
  false_alarm: word('并未流失', 'false alarm'),
  expired: word('已过期', 'expired'),
}
