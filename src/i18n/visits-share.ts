/** Words of 分享: a visit's result in the team's group. */
import { word } from './t.ts'

export const visitShareWords = {
  share: word('分享', 'Share'),
  sure: word('发到「{team}」的团队群？', 'Post to the group of {team}?'),
  what: word(
    '会发：客户、结果、订单金额、用时、照片张数。不发照片、位置和总结。',
    'Posted: customer, result, order amount, time taken, number of photos. Not posted: photos, location, summary.',
  ),
  shared: word('已分享到「{team}」 {at}', 'Shared with {team}, {at}'),
  done: word('已发到团队群', 'Posted to the group'),
  before: word('已经分享过了', 'Shared already'),
  noGroup: word(
    '你的团队还没有团队群，请主管在群里发「绑定」。',
    'Your team has no group yet. A manager can send "bind" in it.',
  ),
  notDone: word(
    '这次拜访没有签退，不能分享。',
    'Only a visit that you checked out of can be shared.',
  ),
  title: word('拜访成果 · {name}', 'Visit result · {name}'),
  next: word('下次 {date}', 'next visit {date}'),
} as const
