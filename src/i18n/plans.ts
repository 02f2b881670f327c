/** Words of the daily plan: the morning card, stops, skipping, assigning. */
import { word } from './t.ts'

export const planWords = {
  // The plan card
  todayTitle: word('今日拜访计划 · {day}', "Today's visits · {day}"),
  dayTitle: word('拜访计划 · {day}', 'Visit plan · {day}'),
  stopsToday: word('今天 {n} 家', '{n} stops today'),
  stops: word('{n} 家', '{n} stops'),
  ends: word('约 {time} 结束', 'done about {time}'),
  km: word('{n} 公里', '{n} km'),
  metres: word('{n} 米', '{n} m'),
  progress: word('已访 {done}/{all}', '{done}/{all} visited'),
  skippedCount: word('跳过 {n}', '{n} skipped'),
  askedCount: word('待主管同意 {n}', '{n} waiting for approval'),
  allDone: word('今天的计划跑完了', "Today's plan is done"),
  preview: word('预览', 'Preview'),
  previewNote: word(
    '预览：当天早上按最新情况排定。',
    'A preview: the plan is made on the morning of that day.',
  ),
  nextStop: word('下一家', 'Next stop'),
  more: word('还有 {n} 家', '{n} more'),
  done: word('已拜访或跳过 {n} 家', '{n} visited or skipped'),
  page: word('第 {page}/{pages} 页', 'Page {page} of {pages}'),
  nextPage: word('下一页', 'Next page'),
  previousPage: word('上一页', 'Previous page'),
  unpinned: word('待采点 {n} 家', '{n} without a point'),
  unpinnedHint: word(
    '只有地址，没排进路线；到店签到时发位置，就采到了点。',
    'Address only, so not on the route; your location at the check-in sets the point.',
  ),
  noAddress: word(
    '{n} 家没有地址也没有坐标，没有排入',
    '{n} with neither address nor point are not planned',
  ),
  overCapacityNote: word(
    '有 {n} 家超出当天家数，忙不过来可以跳过或改天。',
    '{n} are more than fit into the day: skip or move some.',
  ),
  mend: word('去补资料', 'Complete them'),
  start: word('开始第一家', 'Start'),
  goOn: word('下一家', 'Next'),
  nearby: word('附近', 'Nearby'),
  reroute: word('重新规划', 'Re-plan'),
  rerouting: word(
    '正在重新规划，计划卡马上更新。',
    'Re-planning; the card is updated in a moment.',
  ),
  nearbyHow: word(
    '发一下你的位置，我就列出附近的客户。',
    'Send your location and I list the customers around you.',
  ),
  details: word('详情', 'Open'),
  checkIn: word('签到', 'Check in'),
  navigate: word('导航', 'Navigate'),
  skip: word('跳过', 'Skip'),
  back: word('返回', 'Back'),
  backToPlan: word('返回计划', 'Back to the plan'),
  otherMaps: word('其他地图', 'Other maps'),
  amap: word('高德', 'Amap'),
  baidu: word('百度', 'Baidu'),
  apple: word('苹果', 'Apple'),
  google: word('谷歌', 'Google'),

  // Why today
  dueInCycle: word(
    '本周期第 {nth}/{of} 次 · 距上次 {days} 天',
    'Visit {nth} of {of} this cycle · last one {days} days ago',
  ),
  overdue: word(
    '已 {days} 天没去，平时 {interval} 天一次',
    '{days} days since the last visit, usually every {interval}',
  ),
  neverVisited: word('还没拜访过', 'Never visited yet'),
  fixedEvery: word('固定每{weekday}', 'Every {weekday}'),
  fixedOdd: word('固定单周{weekday}', '{weekday} of odd weeks'),
  fixedEven: word('固定双周{weekday}', '{weekday} of even weeks'),
  onLine: word('线路 {line}', 'line {line}'),
  byManager: word('{name}安排', 'Assigned by {name}'),
  byManagerPlain: word('主管安排', 'Assigned by your manager'),
  promised: word('上次说好今天来', 'Promised at the last visit'),
  joint: word('协访', 'Joint visit'),
  anomaly: word('客户预警', 'Customer alert'),
  reused: word('复制来的路线', 'Copied route'),
  adhoc: word('临时加入', 'Added today'),
  overCapacity: word('超出当天家数', 'more than fits'),

  // Marks of a stop
  markVisited: word('已访', 'visited'),
  markSkipped: word('已同意跳过', 'skip approved'),
  markAsked: word('待主管同意', 'waiting for approval'),
  markRefused: word('未同意跳过', 'skip not approved'),
  markMissed: word('未访', 'missed'),

  // A stop
  stopTitle: word('第 {n} 站 · {name}', 'Stop {n} · {name}'),
  unpinnedStopTitle: word('待采点 · {name}', 'No point · {name}'),
  grade: word('{grade} 级', 'Grade {grade}'),
  address: word('地址', 'Address'),
  noAddressYet: word('暂无', 'none'),
  contact: word('联系人', 'Contact'),
  openingHours: word('营业时间', 'Open'),
  arrival: word('预计到店', 'Expected'),
  fromPrevious: word('距上一站 {distance}', '{distance} from the stop before'),
  lastVisit: word('上次拜访', 'Last visit'),
  followUp: word('跟进事项', 'To follow up'),
  noVisitYet: word('还没有拜访记录', 'No visit yet'),
  skipReasonIs: word('跳过原因', 'Reason for skipping'),

  // Days without a plan
  restDay: word('今天休息', 'A day off'),
  holiday: word('今天是节假日', 'A holiday'),
  onLeave: word('今天请假', 'On leave'),
  onTrip: word('今天出差', 'On a trip'),
  thatRestDay: word('{day} 休息', '{day} is a day off'),
  thatHoliday: word('{day} 是节假日', '{day} is a holiday'),
  thatLeave: word('{day} 请假', 'On leave on {day}'),
  thatTrip: word('{day} 出差', 'On a trip on {day}'),
  nextWorkday: word('下一个工作日是 {day}', 'The next working day is {day}'),
  stillVisit: word(
    '要去客户那里，直接发位置签到就行。',
    'To visit anyway, just send your location.',
  ),
  noPlanToday: word('今天没有计划', 'Nothing is planned today'),
  noPlanThatDay: word('{day} 没有计划', 'Nothing is planned on {day}'),
  noPlanHow: word(
    '今天没有到期的客户。可以发「附近」看看周边，或发「客户」加名字找人。',
    'No customer is due. Send "nearby" to look around you, or "customer" and a name.',
  ),
  noCustomers: word('名下还没有客户', 'No customers yet'),
  noCustomersHow: word(
    '请主管把客户分到名下，或发「新店」登记一家。',
    'Ask your manager to assign customers, or send "outlet" to register one.',
  ),
  neverPlanned: word('{day} 当时没有排计划', 'No plan was made for {day}'),

  // Manager's choice of a rep
  teamTitle: word('下属计划 · {day}', "Your people's plans · {day}"),
  teamPoint: word('{reps} 人 · 已访 {done}/{all}', '{reps} people · {done}/{all} visited'),
  pickRep: word('看谁的计划', 'Whose plan'),
  repLine: word('{name}　{done}/{all}', '{name}　{done}/{all}'),
  noReps: word('你还没有带人', 'Nobody reports to you yet'),
  noRepsHow: word('请管理员把你设为团队主管。', 'Ask your admin to make you manager of a team.'),
  repUnknown: word(
    '没有找到「{name}」。可以 @ 他，或写全名。',
    'Nobody called "{name}" was found. Mention the person or write the full name.',
  ),

  // Skipping
  skipTitle: word('跳过 · {name}', 'Skip · {name}'),
  skipPoint: word('为什么不去？', 'Why not today?'),
  skipNeeds: word(
    '主管同意后，这家不算进达成率。',
    'Once approved, it no longer counts as planned.',
  ),
  skipByRule: word('提交后直接生效。', 'Takes effect at once.'),
  kind: word('原因', 'Reason'),
  reason: word('补充说明', 'In your words'),
  reasonPlaceholder: word('比如：门口修路，车进不去', 'e.g. the road is closed'),
  submit: word('提交', 'Submit'),
  reasonMissing: word('请选一个原因，或写一句说明。', 'Please choose a reason or write one.'),
  skipAsked: word('已提交，等主管同意', 'Sent, waiting for approval'),
  skipDone: word('已跳过', 'Skipped'),
  alreadyVisited: word('这家今天已经拜访过了。', 'This customer has been visited today.'),
  alreadyAsked: word('已经提交过了，等主管同意。', 'Already sent, waiting for approval.'),
  alreadySkipped: word('这家已经跳过了。', 'This stop is skipped already.'),
  dayIsOver: word('这一天已经过去，不能再改。', 'That day is over and cannot be changed.'),
  skipShopClosed: word('店休/关门', 'Shop closed'),
  skipOwnerAbsent: word('店主不在', 'Owner absent'),
  skipCustomerAsked: word('客户改期', 'Customer asked for another day'),
  skipRoad: word('交通或天气', 'Traffic or weather'),
  skipNoTime: word('时间不够', 'Not enough time'),
  skipOther: word('其他', 'Other'),

  // The manager rules on a skip
  ruleTitle: word('跳过申请 · {rep}', 'Skip request · {rep}'),
  ruledTitle: word('跳过申请 · {rep}', 'Skip request · {rep}'),
  rulePoint: word('想跳过 {customer}', 'Would like to skip {customer}'),
  ruleWhen: word('{day} 第 {n} 站', '{day}, stop {n}'),
  approve: word('同意', 'Approve'),
  refuse: word('不同意', 'Refuse'),
  approvedBy: word('{name}已同意', 'Approved by {name}'),
  refusedBy: word('{name}没有同意', 'Refused by {name}'),
  visitedMeanwhile: word('已经拜访了，不用再批', 'Visited meanwhile, nothing to decide'),
  notAskedAnyMore: word('这个申请已经不在了。', 'This request is gone.'),
  refusedTitle: word('未同意跳过 · {customer}', 'Skip not approved · {customer}'),
  refusedPoint: word('{name}希望你今天还是去一趟', '{name} would like you to go after all'),
  gotIt: word('我知道了', 'Got it'),

  // Not started
  notStartedTitle: word('未开始拜访 · {team}', 'Not started · {team}'),
  notStartedPoint: word('{n} 人还没有签到', '{n} have not checked in yet'),
  planned: word('计划 {n} 家', '{n} planned'),
  nudge: word('提醒', 'Remind'),
  nudgeAll: word('全部提醒', 'Remind all'),
  nudged: word('已提醒 {name}', '{name} was reminded'),
  nudgedAt: word('{time} 已提醒', 'reminded at {time}'),
  alreadyStarted: word('{name}已经开始拜访了', '{name} has started'),
  alreadyNudged: word('今天已经提醒过 {name} 了', '{name} has been reminded today'),
  everybodyNudged: word('都提醒过了', 'All have been reminded'),
  nudgeTitle: word('还没开始拜访 · {day}', 'No visit yet · {day}'),
  nudgePoint: word('今天计划 {n} 家，还没有签到', '{n} stops planned, no check-in yet'),
  nudgeFirst: word('第一家：{name}，计划 {eta} 到', 'First: {name}, expected {eta}'),
  nudgeFirstPlain: word('第一家：{name}', 'First: {name}'),
  nudgeHow: word('到店后发位置就能签到。', 'Send your location at the shop to check in.'),
  openPlan: word('看计划', 'Open the plan'),
  morePeople: word('还有 {n} 人', '{n} more people'),
  searchByName: word(
    '人多，没有列全：发「计划 姓名」看一个人的。',
    'Not everybody fits here: send "plan" and a name.',
  ),
  everybodyStarted: word('都开始了', 'Everybody has started'),

  // Customers to be mended
  mendTitle: word('待采点', 'Customers to complete'),
  mendPoint: word(
    '{all} 家没有坐标，其中 {without} 家连地址也没有',
    '{all} without a point, {without} of them without an address',
  ),
  mendNone: word('地址和坐标都齐了', 'All have an address and a point'),
  neitherNor: word('没有地址也没有坐标，不会排进计划', 'Neither address nor point: never planned'),
  mendHow: word(
    '到店发位置即可采点；没有地址的，先发「采点 客户名」或请管理员补上地址。',
    'Send your location at the shop to set the point; without an address, send "pin" and the name, or ask your admin.',
  ),

  // The command
  summary: word(
    '看计划：今天、某天、下属的；「计划 待采点」看缺地址的',
    'The plan of today, of a day, of your people; "plan mend" lists customers without a point',
  ),
  usage: word('[日期] [@人] 或 待采点', '[day] [@person] or mend'),
  dateUnknown: word(
    '没看懂「{text}」是哪天或谁。',
    'I do not know which day or person "{text}" is.',
  ),
} as const

/** The kinds of reasons for skipping, in the order in which they are offered. */
export const skipKinds = {
  shopClosed: planWords.skipShopClosed,
  ownerAbsent: planWords.skipOwnerAbsent,
  customerAsked: planWords.skipCustomerAsked,
  road: planWords.skipRoad,
  noTime: planWords.skipNoTime,
  other: planWords.skipOther,
} as const
export type SkipKind = keyof typeof skipKinds
