/** Words about people and groups: hello, who left, which group is whose. */
import { word } from './t.ts'

export const orgWords = {
  welcome: word('你好，{name}', 'Hello, {name}'),
  repPoint: word('到店发位置就签到', 'Send your location to check in'),
  repText: word(
    '早上这里会有当天的拜访计划。到店点输入框旁的 +，选「位置」发给我；照片和文字会记到当前拜访。',
    'Your visits of the day arrive here each morning. At a shop, tap + next to the input and send your location; photos and text go to the open visit.',
  ),
  managerPoint: word('团队的计划、审批和日报都在这里', "Your team's plans, approvals, digests"),
  managerText: word(
    '没开始拜访的人、要审批的跳过会主动发给你，晚上有拜访日报。',
    "I'll tell you who hasn't started and which skips need approval, and send a digest every evening.",
  ),
  adminPoint: word('先导入人员、团队和客户', 'Start by importing people and teams'),
  adminText: word(
    '点「导入」要模板，填好的 .csv 或 .xlsx 发给我就会导入。规则用「规则」改，进度看「开始」。',
    'Tap "Import" for templates; the .csv or .xlsx files that you fill in and send here are imported. Change rules with "rule", see how far you are with "start".',
  ),
  otherPoint: word('点「帮助」看你可以做什么', 'Tap "Help" for what you can do'),
  practiceText: word(
    '第一次用？先练三次，约 5 分钟，哪里都能练，不计入任何数字。',
    'New here? Practise three visits first: 5 minutes, anywhere, and it counts nowhere.',
  ),
  practice: word('开始练习', 'Practise'),
  plan: word('今日计划', 'Plan'),
  nearby: word('附近客户', 'Nearby'),
  digest: word('拜访日报', 'Digest'),
  help: word('帮助', 'Help'),
  import: word('导入', 'Import'),
  left: word('{name} 已离开公司，账号已停用。', '{name} has left the company and is locked out.'),
  groupTeam: word(
    '大家好，我是巡访。这个群是「{team}」的团队群，日报会发在这里。',
    'Hello, this is Rounds. This is the team group of {team}: digests come here.',
  ),
  groupManagers: word(
    '大家好，我是巡访。这个群是「{team}」的主管群。',
    "Hello, this is Rounds. This is the managers' group of {team}.",
  ),
  groupAsk: word(
    '大家好，我是巡访。这个群还没有绑定团队。请团队主管或管理员在群里 @我 说「绑定 团队名」，只有主管的群说「绑定 团队名 主管群」。',
    'Hello, this is Rounds. This group belongs to no team yet. A manager or admin can mention me here and say "bind <team>", or "bind <team> managers" for a group of managers only.',
  ),
  groupId: word('也可以在团队表里填群 id：{chatId}', 'Or enter its id in the teams file: {chatId}'),
  groupsBound: word('已有团队群的团队：{teams}', 'Teams that have a group: {teams}'),
  groupsNone: word('目前还没有团队绑定群。', 'No team has a group yet.'),
  comma: word('、', ', '),
} as const
