/** Words of what the bot says unasked. */
import { word } from './t.ts'

export const nudgeWords = {
  title: word('提醒 · {day}', 'Reminder · {day}'),
  more: word('还有 {n} 家', '{n} more'),
  openPlan: word('看计划', 'Open the plan'),
  skip: word('跳过', 'Skip'),
  checkIn: word('签到', 'Check in'),

  latePoint: word('{n} 家已过预计时间', '{n} {n|stop is|stops are} late'),
  lateSet: word('约好 {window}，已晚 {by}', 'Set for {window}, {by} late'),
  lateExpected: word('预计 {at} 到，已晚 {by}', 'Expected at {at}, {by} late'),
  minutes: word('{n} 分钟', '{n} min'),
  hours: word('{n} 小时', '{n} h'),
  missedPoint: word('{n} 家今天没赶上', '{n} {n|stop was|stops were} missed'),
  missedWindow: word('约好 {window}，已过', 'Set for {window}, over'),
  missedShop: word('{at} 打烊', 'Closed at {at}'),
  missedDay: word('今天还没去', 'Not visited today'),
  missedHow: word(
    '去不了的点「跳过」写原因；还去的到店发位置。',
    'Tap Skip and say why, or send your location when you are there.',
  ),
} as const
