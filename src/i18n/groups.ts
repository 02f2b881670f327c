/** Words about groups: which one belongs to which team. */
import { word } from './t.ts'

export const groupWords = {
  bindSummary: word('把这个群绑定给团队', 'Bind this group to a team'),
  bindUsage: word('<团队> [团队群|主管群]', '<team> [team|managers]'),
  unbindSummary: word('解除这个群的绑定', 'Unbind this group'),
  none: word('', ''),
  inGroupOnly: word(
    '请在要绑定的群里 @我 说，比如「绑定 一部 团队群」。',
    'Please say this in the group itself, mentioning me, e.g. "bind team-one team".',
  ),
  unbindInGroupOnly: word(
    '请在要解绑的群里 @我 说「解绑」。',
    'Please say "unbind" in the group itself, mentioning me.',
  ),
  teamGroup: word('团队群', 'team group'),
  managersGroup: word('主管群', "managers' group"),
  askTitle: word('绑定群', 'Bind this group'),
  askPoint: word('这个群是哪个团队的？', 'Which team is this group for?'),
  askKind: word('选好的团队会把这里当作{kind}。', 'The team you pick will use it as its {kind}.'),
  noSuchTeam: word('没有叫「{name}」的团队', 'No team is called "{name}"'),
  several: word('「{name}」有 {n} 个团队', '{n} teams fit "{name}"'),
  moreTeams: word(
    '还有 {n} 个团队，请写团队名或编码。',
    '{n} more {n|team|teams}: write the name or code.',
  ),
  noTeams: word(
    '你名下没有团队。请团队主管或管理员来绑定。',
    'You lead no team. Please ask a manager or an admin to bind it.',
  ),
  boundTitle: word('已绑定 · {team}', 'Bound · {team}'),
  boundPoint: word('这个群是「{team}」的{kind}', 'This group is the {kind} of {team}'),
  already: word('早就绑定好了，不用再绑。', 'It was bound already.'),
  comesTeam: word(
    '拜访日报、业绩和表扬会发在这里，待处理的只报数量，不点名。',
    'Digests, results and praise come here; open questions only as counts, without names.',
  ),
  comesManagers: word(
    '待处理的事会带姓名和原因发在这里，请只拉主管进群。',
    'Open questions come here with names and reasons: keep it to managers.',
  ),
  howToUnbind: word('不用了就 @我 说「解绑」。', 'To undo this, mention me and say "unbind".'),
  confirmTitle: word('要改绑吗', 'Bind it anew?'),
  confirmPoint: word('改成「{team}」的{kind}？', 'Make it the {kind} of {team}?'),
  isNow: word('这个群现在是「{team}」的{kind}。', 'It is now the {kind} of {team}.'),
  hasOther: word(
    '「{team}」已经有一个{kind}，改绑后那个群就不再收到消息。',
    '{team} has a {kind} already; that one will hear nothing more.',
  ),
  rebind: word('改绑', 'Bind anew'),
  cancel: word('取消', 'Cancel'),
  cancelled: word('没有改动', 'Nothing was changed'),
  boundElsewhere: word(
    '这个群是「{team}」的，不归你管。请那边的主管或管理员先说「解绑」。',
    'This group belongs to {team}, which is not yours. Its manager or an admin must say "unbind" first.',
  ),
  movedAway: word(
    '「{team}」的{kind}已换成别的群，这里不再收到它的消息。',
    'The {kind} of {team} is another group now; nothing more of it comes here.',
  ),
  unbound: word(
    '已解绑：这个群不再是{what}。要恢复就说「绑定」。',
    'Unbound: this group is no longer the {what}. Say "bind" to undo.',
  ),
  notBound: word('这个群没有绑定团队。', 'This group is bound to no team.'),
  teamsKind: word('「{team}」的{kind}', '{kind} of {team}'),
  botRemoved: word(
    '我被移出了{what}，绑定已解除。日报会先私聊发给主管；拉我回群再说「绑定」就恢复。',
    'I was removed from the {what}, so it is unbound. Digests go to managers in private; add me again and say "bind" to restore it.',
  ),
} as const
