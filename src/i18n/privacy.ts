/** Words of the text about locations and photos. */
import { word } from './t.ts'

/**
 * The number of the text below. Raise it when the text says something new. The version that a consent
 * records also holds a hash of these words and of the periods, so that no change goes by unasked.
 */
export const noticeNumber = 2

/** The text itself: only what the reader agrees to. */
export const noticeWords = {
  what: word('记录什么', 'What'),
  whatText: word(
    '你在这里和现场签到页上发的位置、照片和文字，以及发送时间。签到页还记下定位的误差、手机的系统和一个随机编号。',
    'Locations, photos and text that you send here or on the live check-in page, and when. The page also notes how exact a location is, the system of the phone and a random number for it.',
  ),
  when: word('什么时候', 'When'),
  whenText: word(
    '只在你自己发送的时候。没有后台定位，你不发就没有记录。',
    'Only when you send something. There is no background tracking.',
  ),
  why: word('用来做什么', 'What for'),
  whyText: word(
    '签到签退、拜访记录和排路线。签到时会算出你到客户的距离。',
    'Check-ins, visit records and routes. A check-in measures how far you are from the customer.',
  ),
  who: word('谁能看到', 'Who sees it'),
  whoText: word(
    '你自己、你的各级主管、管理员。团队群里只有结果和数字。',
    'You, the managers above you and admins. Team groups see results and counts only.',
  ),
  howLong: word('保存多久', 'How long'),
  howLongText: word(
    '位置 {locations} 天，照片 {photos} 天，聊天消息 {events} 天，到期自动删除。拜访的客户、时间、距离和总结会保留。',
    'Locations {locations} days, photos {photos} days, chat messages {events} days; then they are deleted. Customer, time, distance and summary of a visit stay.',
  ),
  marksKept: word(
    '照片删除后留下它的指纹（看不出画面），用来发现重复使用的照片。',
    'Of a deleted photo a fingerprint stays (it shows nothing of the picture), to notice photos used twice.',
  ),
} as const

export const privacyWords = {
  title: word('位置与照片使用说明', 'How locations and photos are used'),
  point: word('签到前请先看一下', 'Please read this before checking in'),
  pointHeld: word(
    '你发的 {n} 条先替你留着，看完点「我知道了」就处理',
    'Tap "I understand" and the {n} {n|message|messages} you sent will be handled',
  ),
  pointRead: word('你的位置和照片是这样使用的', 'This is how your data is used'),
  pointAgreed: word('你已经看过，可以签到了', "You're ready to check in"),
  agreedAt: word('你在 {time} 点了「我知道了」', 'You tapped "I understand" on {time}'),
  version: word('版本 {version}', 'Version {version}'),
  understood: word('我知道了', 'I understand'),
  thanks: word('已记录', 'Recorded'),
  thanksHeld: word(
    '已记录，正在处理你发的 {n} 条',
    'Recorded. Handling the {n} {n|message|messages} you sent',
  ),
  changed: word('说明有更新，请看新的', 'The text has changed, please read the new one'),
  expired: word(
    '有 {n} 条是一天以前发的，没有记录，需要的话请再发一次。',
    '{n} {n|message|messages} older than a day {n|was|were} not recorded. Please send {n|it|them} again if needed.',
  ),
  summary: word('看位置和照片怎样使用', 'How locations and photos are used'),
  none: word('', ''),
} as const
