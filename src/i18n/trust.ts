/** Words of doubtful visits between people: what the rep sees and says, what a manager rules, what is appealed. */
import type { Verdict } from '../domain/trust/suggest.ts'
import { type Word, word } from './t.ts'

export const verdictWords: Record<Verdict, Word<never>> = {
  honest: word('属实', 'As told'),
  doubtful: word('可疑', 'Doubtful'),
  false: word('不实', 'Not as told'),
}

export const trustWords = {
  score: word('信任分 {n}', 'Trust score {n}'),
  points: word('−{n} 分', '−{n}'),
  noPoints: word('仅供参考', 'for information'),
  moreReasons: word('还有 {n} 条', '{n} more'),
  lacking: word(
    '另有 {n} 项证据不足，不计分',
    '{n} more {n|check|checks} lacked evidence and cost nothing',
  ),
  exceptional: word('有 {n} 处和平常不同', '{n} {n|thing looks|things look} unusual'),

  // What the rep sees.
  explain: word('说明情况', 'Explain'),
  appeal: word('申诉', 'Appeal'),
  askTitle: word('请说明情况 · {name}', 'Please explain · {name}'),
  askPoint: word('有什么特殊情况？写一句就行', 'Was anything special? One sentence is enough'),
  askHow: word(
    '定位不准、门店搬了、手机没电…都可以。看不出问题的，主管会裁定属实；不会自动扣罚。',
    'A poor fix, a shop that moved, an empty battery: anything helps. Nothing is deducted automatically; your manager decides.',
  ),
  askField: word('说明', 'What happened'),
  askHint: word('比如：门口修路，停在路口', 'Such as: road works, parked at the corner'),
  submit: word('提交', 'Submit'),
  explainMissing: word('请写一句说明再提交。', 'Write a sentence first, then submit.'),
  explained: word('已说明', 'Explained'),
  explainedTitle: word('已说明 · {name}', 'Explained · {name}'),
  explainedPoint: word('已交给{who}看', 'Sent to {who}'),
  explainedPlain: word('已说明，等主管看', 'Explained, waiting for your manager'),
  explainedLine: word('{at} 说明：{text}', 'Explained {at}: {text}'),
  explainedPhotos: word('附照片 {n} 张', '{n} {n|photo|photos} attached'),
  photosLost: word(
    '{n} 张照片没取到，请重发',
    '{n} {n|photo|photos} did not arrive, please send again',
  ),
  change: word('改说明', 'Change it'),
  addPieces: word('补照片', 'Add photos'),
  piecesOpen: word(
    '接下来 {n} 分钟里，你发给我的照片和文字都归到这条说明。',
    'For the next {n} minutes, photos and text that you send me go to this explanation.',
  ),
  endPieces: word('发完了', 'Done'),
  piecesEnded: word('好，之后发的不再归到说明。', 'Fine. What you send from now on is not added.'),
  piecesFull: word(
    '一条说明最多 {n} 张照片，这张没有归入。',
    'An explanation takes {n} photos at most. This one was not added.',
  ),
  notExplainable: word('这次拜访已有裁定，不用再说明了。', 'This visit was ruled on already.'),
  nothingToExplain: word('这次拜访没有要说明的。', 'There is nothing to explain about this visit.'),

  ruledTitle: word('裁定 · {name}', 'Ruling · {name}'),
  ruledPoint: word('{who}裁定：{verdict}', '{who} ruled: {verdict}'),
  ruledNote: word('理由：{text}', 'Because: {text}'),
  ruledFor: word('不会自动扣罚。', 'Nothing is deducted automatically.'),
  ruledFalse: word(
    '这次拜访不计入有效拜访；不会自动扣罚。',
    'This visit does not count as valid; nothing is deducted automatically.',
  ),
  appealUntil: word(
    '不同意可以申诉，{until} 前有效，由上一级复核',
    'You may appeal until {until}; the level above decides',
  ),
  appealOver: word('申诉时间已过。', 'The time for an appeal is over.'),
  appealTitle: word('申诉 · {name}', 'Appeal · {name}'),
  appealPoint: word('为什么不同意这个裁定？', 'Why do you disagree?'),
  appealHow: word(
    '申诉一次有效，由上一级复核，复核结果为准。',
    'You can appeal once. The level above decides, and that is final.',
  ),
  appealField: word('申诉理由', 'Your reasons'),
  appealMissing: word('请写申诉理由再提交。', 'Write your reasons first, then submit.'),
  appealedAlready: word('这个裁定已经申诉过了。', 'You have appealed against this ruling already.'),
  appealNotHonest: word(
    '裁定是属实，不用申诉。',
    'It was ruled as told; there is nothing to appeal against.',
  ),
  appealNoRuling: word(
    '还没有裁定。先「说明情况」，裁定后不同意再申诉。',
    'There is no ruling yet. Explain first; you can appeal once there is one.',
  ),
  appealFinal: word('复核结果为准，不能再申诉。', 'The second ruling is final.'),
  appealedTitle: word('已申诉 · {name}', 'Appealed · {name}'),
  appealedPoint: word('已交给{who}复核', 'Sent to {who} for a second look'),
  appealedPlain: word('申诉中，等复核', 'Appealed, waiting for the second look'),
  appealedLine: word('{at} 申诉：{text}', 'Appealed {at}: {text}'),
  decidedTitle: word('复核结果 · {name}', 'Second ruling · {name}'),
  decidedPoint: word('{who}复核：{verdict}（为准）', '{who} decided: {verdict} (final)'),
  nobody: word('上级', 'the level above'),
  nameComma: word('、', ', '),
  andOthers: word('{names} 等 {n} 人', '{names} and others ({n})'),

  mineTitle: word('我的核查', 'My visits to explain'),
  minePoint: word('{n} 次拜访可以说明情况', '{n} {n|visit|visits} to explain'),
  mineNone: word('没有要说明的拜访', 'Nothing to explain'),
  mineNoneHow: word(
    '近 {n} 天的拜访都没有疑问。',
    'No visit of the last {n} days raises a question.',
  ),
  look: word('查看', 'Open'),
  nudgePoint: word('{n} 次拜访请说明情况', '{n} {n|visit needs|visits need} a word from you'),
  nudgeHow: word(
    '有特殊情况写一句就行，主管会看。',
    'One sentence is enough; your manager reads it.',
  ),
  summaryMine: word(
    '看自己要说明的拜访，说明情况或申诉',
    'Your visits that raise questions: explain or appeal',
  ),

  // What a manager sees.
  reviewTitle: word('待核查拜访', 'Visits to review'),
  reviewCount: word('第 {n}/{of} 条 · 分低的在前', '{n} of {of} · lowest score first'),
  reviewWho: word('{rep} · {customer}', '{rep} · {customer}'),
  reviewWhen: word('{day} {from}–{to} · 停留 {minutes} 分钟', '{day} {from}–{to} · {minutes} min'),
  reviewWhenOpen: word(
    '{day} {from} 签到 · 系统结束',
    '{day}, checked in {from}, closed by the system',
  ),
  reviewNone: word('没有待核查的拜访', 'No visit to review'),
  reviewDone: word('都核查完了', 'All reviewed'),
  reviewDoneToday: word('今天裁定 {n} 条。', 'You ruled on {n} today.'),
  reviewNoneHow: word(
    '有疑问的拜访会在每天 {at} 发给你。',
    'Visits that raise questions reach you each day at {at}.',
  ),
  reviewWaiting: word(
    '{n} 条在等你答复，最久 {hours} 小时',
    '{n} {n|person waits|people wait} for your answer, {hours} h at most',
  ),
  reviewHint: word(
    '裁定为可疑或不实时业务员会看到理由，并可申诉；不会自动扣罚。',
    'The rep sees your reason and may appeal; nothing is deducted automatically.',
  ),
  decisionHint: word(
    '复核结果为准；业务员和原裁定人都会看到。',
    'Your decision is final; the rep and whoever ruled first will see it.',
  ),
  fullText: word('全文', 'All of it'),
  noExplanation: word('业务员还没有说明', 'The rep has not explained yet'),
  saidBy: word('{who}的说明 · {at}', '{who} explained · {at}'),
  appealBy: word('{who}的申诉 · {at}', '{who} appealed · {at}'),
  rulingBy: word('{who}的裁定 · {at}：{verdict}', '{who} ruled {at}: {verdict}'),
  appealTag: word('申诉', 'Appeal'),
  explainedTag: word('已说明', 'Explained'),
  upTag: word('逾期上报', 'Passed up'),
  amberTag: word('留意', 'Amber'),
  redTag: word('存疑', 'Red'),
  photoNow: word('这次 · {at}', 'This visit · {at}'),
  photoThen: word('{who} · {at}', '{who} · {at}'),
  someoneElse: word('另一位业务员', 'another rep'),
  pairTitle: word('相同或相似的照片', 'The same or a similar photo'),
  photosTitle: word('这次拜访的照片', 'Photos of this visit'),
  photosMore: word('另有 {n} 张', '{n} more'),
  photoGone: word('照片已到期删除', 'Photo deleted when its time was over'),
  others: word('其余 {n} 条', '{n} more'),
  previous: word('上一条', 'Previous'),
  next: word('下一条', 'Next'),
  back: word('返回', 'Back'),
  noteTitle: word('{verdict} · {rep} · {customer}', '{verdict} · {rep} · {customer}'),
  notePoint: word('为什么？业务员会看到', 'Why? The rep will read it'),
  noteField: word('理由', 'Reason'),
  noteHint: word('比如：照片与 10-12 的是同一张', 'Such as: the same photo as on 10-12'),
  noteMissing: word(
    '请写理由：业务员要看得懂为什么。',
    'Write a reason: the rep must understand why.',
  ),
  ruleAs: word('裁定为{verdict}', 'Rule: {verdict}'),
  ruledAs: word('已裁定：{verdict}', 'Ruled: {verdict}'),
  ruledByOther: word('{who}已裁定：{verdict}', '{who} has ruled: {verdict}'),
  ruledByYou: word('你已裁定：{verdict}', 'You ruled already: {verdict}'),
  notYoursToRule: word('这条由别人裁定。', 'Somebody else decides on this one.'),
  notDoubtful: word('这次拜访现在没有疑问了。', 'Nothing about this visit is doubtful any more.'),
  appealDecidedToRuler: word('复核结果 · {name}', 'Second ruling · {name}'),
  appealUpheld: word('{who}复核，维持「{verdict}」', '{who} looked again and keeps “{verdict}”'),
  appealChanged: word('{who}复核，改为「{verdict}」', '{who} looked again and rules “{verdict}”'),
  summaryReview: word(
    '核查有疑问的拜访：理由、说明、照片，一条条裁定',
    'Review visits that raise questions, one by one',
  ),
  usageNone: word('', ''),

  // Who looked.
  viewersTitle: word('谁看过 · {name}', 'Who looked · {name}'),
  viewers: word('谁看过', 'Who looked'),
  viewersPoint: word(
    '{n} 人看到过这次拜访的核查内容',
    '{n} {n|person has|people have} seen the review of this visit',
  ),
  viewersNone: word('还没有给别人看过', 'Nobody else has seen it yet'),
  viewerLine: word('{who} · {at}', '{who} · {at}'),
  viewersHow: word(
    '核查卡（含照片和距离）发给谁、谁打开过，每人每天记一次。',
    'Noted here: to whom the review card, with photos and distances, was sent or who opened it, once a person and day.',
  ),
} as const

export const learnWords = {
  title: word('阈值建议', 'Suggested thresholds'),
  point: word(
    '{n} 条建议，采纳了才生效',
    '{n} {n|suggestion|suggestions}; nothing changes unless you accept',
  ),
  none: word('没有建议', 'No suggestion'),
  noneHow: word(
    '每条规则至少 {n} 次裁定后才会有建议；裁定越多越准。',
    'A rule needs {n} rulings before anything is suggested; more rulings, better suggestions.',
  ),
  change: word('{from} → {to} {unit}', '{from} → {to} {unit}'),
  ruled: word(
    '近 {days} 天裁定 {n} 次：属实 {honest}，可疑或不实 {upheld}',
    '{n} rulings in {days} days: as told {honest}, doubtful or not {upheld}',
  ),
  precision: word(
    '问对的占 {share}（95% 区间 {low}–{high}）',
    'Right to ask {share} of the time (95 % interval {low}–{high})',
  ),
  effect: word(
    '改后：少问 {spared} 次属实的，少查出 {lost} 次',
    'With the change: {spared} honest visits less are asked about, {lost} found ones would be missed',
  ),
  effectShare: word('问对的升到 {share}', 'right to ask {share} of the time'),
  accept: word('采纳', 'Accept'),
  acceptTitle: word('采纳这条建议？', 'Accept this suggestion?'),
  acceptText: word(
    '规则马上改为 {to}，只影响之后的评分；在「规则」里可以改回。',
    'The rule becomes {to} at once, for visits to come; it can be set back in the rules.',
  ),
  dismiss: word('不采纳', 'Dismiss'),
  accepted: word('已采纳：{label} 改为 {to}', 'Accepted: {label} is now {to}'),
  dismissed: word('已放下这条建议。', 'The suggestion is dismissed.'),
  decidedAlready: word('这条建议已由 {who} 处理。', '{who} has decided on this already.'),
  over: word(
    '裁定或规则变了，这条建议已作废。',
    'Rulings or the rule changed; the suggestion is void.',
  ),
  tableTitle: word('每条规则问对了多少', 'How often each rule was right'),
  ruleLine: word('{n} 次裁定 · 问对 {share}', '{n} {n|ruling|rulings} · right {share}'),
  ruleLineFew: word('{n} 次裁定，还太少', '{n} {n|ruling|rulings}, too few'),
  onlyLooser: word(
    '裁定只看得到问过的拜访，所以只会建议放宽；收紧要靠测试数据。',
    'Rulings only tell about visits that were asked about, so only looser thresholds are suggested.',
  ),
  summary: word(
    '看裁定对评分规则的启示，采纳或放下阈值建议',
    'What rulings say about the rules: accept or dismiss suggested thresholds',
  ),
} as const
