/** Words of the practice visits. */
import type { Lesson, NextAct } from '../domain/practice/lessons.ts'
import { type Word, word } from './t.ts'

/** Invented shops, one a lesson; the second lesson has one that is closed besides. */
export const practiceShops: Record<Lesson, Word<never>> = {
  1: word('好运来便利店', 'Lucky Corner Shop'),
  2: word('福满家超市', 'Full House Market'),
  3: word('小城故事餐馆', 'Old Town Diner'),
}

export const practiceWords = {
  summary: word('三次练习拜访，不计入任何数字', 'Three practice visits that count nowhere'),
  usage: word('[退出]', '[quit]'),
  title: word('练习', 'Practice'),
  tag: word('练习', 'Practice'),
  lesson: word('练习 {n}/3', 'Practice {n} of 3'),
  quit: word('退出练习', 'Leave the practice'),
  start: word('开始练习', 'Start'),
  next: word('下一次练习（{n}/3）', 'Next practice ({n} of 3)'),
  goOn: word('继续练习', 'Go on'),
  again: word('再练一遍', 'Practise again'),
  plan: word('今日计划', 'Plan'),
  countsNowhere: word(
    '店是虚构的，就在你现在的位置，哪里都能练。不计入任何数字，不保存位置和照片。',
    'The shop is invented and stands where you are, so you can practise anywhere. It counts nowhere; no location or photo is kept.',
  ),
  closedShop: word('老街烟酒店', 'Old Street Tobacco'),

  praise1: word(
    '做得好！签到、拍照、总结、签退，一次拜访就是这四步。',
    'Well done! Check in, photos, summary, check out: that is a visit.',
  ),
  praise2: word(
    '漂亮！跳过、写原因、改照片，遇到意外你都会了。',
    'Great! Skipping, a reason, a photo put right: you can handle surprises.',
  ),
  praise3: word(
    '三次都完成了，真棒！{day} {time} 这里会有当天的拜访计划，到店照这样做就行。',
    'All three done, excellent! Your next plan arrives here {day} at {time}: do just the same at each shop.',
  ),
  praise3Soon: word(
    '三次都完成了，真棒！有了拜访计划会发到这里，到店照这样做就行。',
    'All three done, excellent! Your plan will arrive here: do just the same at each shop.',
  ),
  notPlanned: word(
    '练习里没有真的排入计划，也没有通知任何人。',
    'Nothing was really planned, and nobody was told.',
  ),
  retired: word('练习 · {name}', 'Practice · {name}'),
  tomorrow: word('明天', 'tomorrow'),

  left: word('练习先停在这里，已完成 {n}/3', 'Practice left, {n} of 3 done'),
  leftFinished: word('已退出练习', 'You have left the practice'),
  leftHint: word(
    '现在发的位置、照片和文字都算正式的。随时发「练习」接着来。',
    'What you send now counts for real. Send "practice" to go on any time.',
  ),
  paused: word(
    '练习先停下，这次按正式签到处理。发「练习」接着练。',
    'Practice paused: this counts for real. Send "practice" to go on.',
  ),
  notPractising: word('现在没有在练习。', 'You are not practising now.'),
  finished: word('三次练习都完成了', 'All three practice visits are done'),
  finishedHint: word(
    '到店发位置就能签到。想再熟悉一下，可以再练一遍。',
    'Send your location at a shop to check in. Or practise once more.',
  ),
  offerPoint: word('第一次用？先练三次拜访', 'New here? Practise three visits first'),
  offerText: word(
    '约 5 分钟，用虚构的店，在哪里都能练，不计入任何数字。',
    'About 5 minutes, with invented shops, wherever you are. It counts nowhere.',
  ),

  realTitle: word('正式签到，还是练习？', 'For real, or practice?'),
  realPoint: word('你就在 {shop} 附近', 'You are at {shop}'),
  realHint: word(
    '选「正式签到」就按这个位置签到，练习先停下。',
    'Choose "For real" to check in with this location; the practice waits.',
  ),
  real: word('正式签到', 'For real'),
  pretend: word('继续练习', 'Practice'),
  answeredReal: word('已按正式签到处理', 'Handled for real'),
  answeredPractice: word('按练习处理，没有记录位置', 'Taken as practice, the location is not kept'),
  realGone: word('这个位置已经用过或太旧了，请再发一次。', 'Please send your location once more.'),

  notHere: word('练习里用不到这个。{next}', 'Not needed in the practice. {next}'),
  staleCard: word('这张练习卡旧了，看最新的一张。', 'See the newest practice card.'),
  noManager: word('练习里不会通知主管。', 'In the practice no manager is told.'),
  nothingKept: word(
    '练习里不保存，真的要记请先「退出练习」。',
    'Not kept: leave the practice to record it.',
  ),
  nextVisitMissing: word(
    '这次练习请选下次拜访的日期',
    'In this practice, choose a next visit date',
  ),
  photoLimit: word('练习里照片够了', 'Enough photos for a practice'),
} as const

type Code = Exclude<NextAct['code'], 'summary'>

/** What to do next, one sentence each. */
export const nextWords: Record<Code, Word<never>> & { summary: Word<'n'> } = {
  skip: word('第一家今天关门：点「跳过」。', 'The first shop is closed today: tap "Skip".'),
  chooseReason: word('选一个原因，点「提交」。', 'Choose a reason and tap "Submit".'),
  sendLocation: word(
    '就当到店了：把位置发到这里。',
    'Pretend you have arrived: send your location here.',
  ),
  secondShop: word(
    '就当到第二家了：把位置发到这里。',
    'Pretend you are at the second shop: send your location here.',
  ),
  openVisit: word('就当到店了：点「签到」。', 'Pretend you have arrived: tap "Check in".'),
  giveReason: word(
    '定位离店远了：写一句原因，点「仍要签到」。',
    'You are off the shop: write a reason and tap "Check in anyway".',
  ),
  storefront: word(
    '拍一张门头照发到这里（随便拍）。',
    'Take a storefront photo and send it here (any picture will do).',
  ),
  shelf: word('再发一张陈列照（货架）。', 'Now send a shelf photo.'),
  shelfFirst: word(
    '这次顺序反过来：先发一张陈列照。',
    'The other way round this time: send a shelf photo first.',
  ),
  turnPhoto: word(
    '它被当成了门头照：展开「照片」，点「改为陈列照」。',
    'It was taken for the storefront: open "photo" below and tap "Mark as shelf".',
  ),
  placeOfLeaving: word('离店前再发一次位置。', 'Send your location once more before you leave.'),
  summary: word(
    '直接发一句话，说说谈了什么（还差 {n} 字），就是离店总结。',
    'Send a sentence about what was said ({n} characters to go): that is the summary.',
  ),
  checkOut: word('资料齐了：点「签退」。', 'All there: tap "Check out".'),
  submit: word('选拜访结果，点「提交」。', 'Choose a result and tap "Submit".'),
  alone: word(
    '自己走一遍：签到、照片、总结，签退时选结果和下次拜访日期。',
    'On your own: check in, photos, summary; check out with a result and a next visit date.',
  ),
}
