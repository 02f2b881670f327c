/** Words of the admin's first steps. */
import { word } from './t.ts'

export const firstStepWords = {
  summary: word('开始使用：管理员的每一步', 'First steps: what to set up'),
  none: word('', ''),
  title: word('开始使用', 'First steps'),
  subtitle: word('{done}/{all} 步完成', '{done} of {all} done'),
  pointNext: word('下一步：{step}', 'Next: {step}'),
  pointDone: word('都好了，业务员可以开始拜访', 'All set: your reps can start'),
  refresh: word('刷新', 'Refresh'),
  later: word('随时发「开始」再看这张卡。', 'Send "start" to see this card again.'),

  import: word('导入人员、团队和客户', 'Import people, teams and customers'),
  importNone: word(
    '还没有客户。点「导入」要模板，填好发到这里。',
    'No customers yet. Tap "Import" for templates, fill them in and send them here.',
  ),
  importHave: word(
    '团队 {teams} · 业务员 {reps} · 客户 {customers}',
    'Teams {teams} · Reps {reps} · Customers {customers}',
  ),
  importPending: word(
    '有 {n} 个编码还没对上：{ids}',
    '{n} {n|code matches|codes match} nothing yet: {ids}',
  ),
  importUnled: word(
    '{n} 个团队没有主管：{teams}，审批会发给管理员',
    '{n} {n|team has|teams have} no manager: {teams}. Admins get the approvals',
  ),
  importIdle: word('{n} 名业务员名下没有客户', '{n} {n|rep owns|reps own} no customer'),
  importToMend: word(
    '{n} 家客户没有坐标，排进计划但不排路线',
    '{n} {n|customer has|customers have} no map pin: planned, not routed',
  ),
  mendAct: word('看待补客户', 'See which'),
  importAct: word('导入', 'Import'),

  bind: word('绑定团队群', 'Bind team groups'),
  bindNone: word('导入团队后再绑定', 'Import teams first'),
  bindLeft: word(
    '还差 {n} 个团队：{teams}。把我拉进群，你或主管在群里 @我 说「绑定」。',
    '{n} {n|team|teams} left: {teams}. Add me to the group; you or the manager mention me there and say "bind".',
  ),
  bindDone: word('{n} 个团队都有群', 'All {n} {n|team has|teams have} a group'),
  more: word('{names} 等', '{names} …'),
  comma: word('、', ', '),

  calendar: word('确认工作日', 'Confirm working days'),
  calendarNow: word(
    '休息日：{rest} · 法定节假日：{holidays}',
    'Rest days: {rest} · Holidays: {holidays}',
  ),
  rules: word('确认签到规则', 'Confirm check-in rules'),
  rulesNow: word(
    '允差 {tolerance} 米 · 门头照 {storefront} 张 · 陈列照 {shelf} 张',
    'Tolerance {tolerance} m · Storefront {storefront} · Shelf {shelf}',
  ),
  keep: word('就这样', 'Keep'),
  change: word('修改', 'Change'),

  privacy: word('打开位置与照片说明', 'Switch the privacy notice on'),
  privacyOff: word(
    '打开后，每人第一次签到前先看说明，点「我知道了」。',
    'Everybody reads it before their first check-in and taps "I understand".',
  ),
  privacyOn: word('{n}/{all} 人已点「我知道了」', '{n} of {all} have tapped "I understand"'),
  privacyAct: word('打开', 'Switch on'),
  privacyRead: word('看说明', 'Read it'),

  practice: word('业务员先练三次', 'Reps practise first'),
  practiceNone: word('导入业务员后再提醒', 'Once reps are imported'),
  practiceLeft: word(
    '{n}/{all} 人还没拜访过也没练过。约 5 分钟，不计入任何数字。',
    '{n} of {all} have neither visited nor practised. Five minutes, and it counts nowhere.',
  ),
  practiceDone: word('都练过或拜访过了', 'All have practised or visited'),
  practiceAct: word('提醒他们练习', 'Offer it to them'),
  practiceOffered: word('已发给 {n} 人', 'Sent to {n} {n|person|people}'),

  plan: word('第一份拜访计划', 'The first plan'),
  planNone: word('导入客户后就能生成', 'Possible once customers are imported'),
  planWaits: word(
    '还没有计划。每天 05:30 自动生成，也可以现在生成。',
    'No plan yet. Plans are made at 05:30 each day, or now.',
  ),
  planDayOff: word(
    '今天休息。{day} 自动生成，{time} 发给业务员。',
    'No work today. Plans are made on {day} and sent at {time}.',
  ),
  planLate: word(
    '{day} 05:30 自动生成，{time} 发给业务员。',
    'Made on {day} at 05:30 and sent at {time}.',
  ),
  planToday: word(
    '今天 {n} 人有计划，共 {stops} 家，{sent} 人已收到。每天 {time} 自动发；第一天要自己发。',
    'Today: {n} with a plan, {stops} stops, {sent} sent. Plans go out at {time} each day; on the first day you send them.',
  ),
  planSent: word(
    '今天 {n} 人有计划，共 {stops} 家，都已收到',
    'Today: {n} with a plan, {stops} stops, all sent',
  ),
  planEarlier: word('已经有计划；今天没有', 'There are plans, none for today'),
  planAct: word('现在生成', 'Make now'),
  planSend: word('现在发给业务员', 'Send to the reps'),
  planSending: word(
    '正在发给 {n} 人，稍后点刷新',
    'Sending to {n} {n|rep|reps}: refresh in a moment',
  ),
  planStarted: word(
    '正在为 {n} 人生成计划，稍后点刷新',
    'Making {n} {n|plan|plans}: refresh in a moment',
  ),
  planNobody: word('还没有业务员', 'There are no reps yet'),
  saved: word('已保存', 'Saved'),
} as const
