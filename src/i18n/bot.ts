/** What the house itself says: help, refusals, busy. */
import { word } from './t.ts'

export const botWords = {
  busy: word('处理中…', 'Working on it…'),
  failed: word(
    '没处理成，已经记下，会自动重试；还不行请找管理员。',
    'That did not go through. I have kept it and will retry; if it still fails, ask your admin.',
  ),
  workingOut: word('数据多，正在汇总…', 'There is much to add up: a moment…'),
  failedTitle: word('没处理成', 'That did not go through'),
  stranger: word(
    '你还没有开通巡访。请管理员把你加进人员表，加好后再发一次就行。你的 open_id：{openId}',
    'You are not set up in Rounds yet. Ask your admin to add you, then send this again. Your open_id: {openId}',
  ),
  notAllowed: word('这个操作只有{who}可以用。', 'Only {who} can do this.'),
  notYours: word('这不是你能处理的。', 'This one is not yours to handle.'),
  staleCard: word(
    '这张卡片旧了，请用最新的一张。',
    'This card is out of date. Please use the latest one.',
  ),
  privateOnly: word(
    '这件事请在和我的私聊里发，比如「{example}」。',
    'Please send this to me in a private chat, e.g. "{example}".',
  ),
  usage: word('用法：{usage}', 'Usage: {usage}'),
  example: word('比如：{example}', 'Example: {example}'),
  helpTitle: word('帮助', 'Help'),
  helpPoint: word('直接说，或点下面', 'Type a command, or tap one'),
  helpHint: word(
    '直接发位置就能签到，发照片和文字会记到当前拜访。',
    'Send your location to check in; photos and text go to the open visit.',
  ),
  helpMore: word('更多命令（{n}）', 'More commands ({n})'),
  unknownTitle: word('没看懂这句话', "I didn't get that"),
  unknownPoint: word('可以点下面，或发「帮助」', 'Tap one below, or send "help"'),
  unknownMessage: word(
    '这种消息我还用不上。我认得文字、位置、照片和文件。',
    "I can't use this kind of message. I understand text, locations, photos and files.",
  ),
  formProblem: word(
    '表单里有一项不对，请检查后再提交。',
    'Something in the form is not right. Please check it and submit again.',
  ),
  roleRep: word('业务员', 'reps'),
  roleManager: word('主管', 'managers'),
  roleAdmin: word('管理员', 'admins'),
  roleViewer: word('查看者', 'viewers'),
  roleFinance: word('财务', 'finance'),
  and: word('、', ', '),
  welcome: word('你好，{name}', 'Hello, {name}'),
}
