/** Words of the live check-in page, and of the cards that lead to it. */
import { type Challenge, readChallenge } from '../domain/live/challenge.ts'
import { type T, word } from './t.ts'

const signWords = {
  thumb: word('竖起大拇指', 'a thumbs-up'),
  one: word('伸出一根手指', 'one finger'),
  two: word('伸出两根手指', 'two fingers'),
  three: word('伸出三根手指', 'three fingers'),
  four: word('伸出四根手指', 'four fingers'),
  palm: word('张开手掌', 'an open palm'),
  fist: word('握拳', 'a fist'),
  ok: word('比 OK 手势', 'an OK sign'),
}
const cornerWords = {
  topLeft: word('左上角', 'top left corner'),
  topRight: word('右上角', 'top right corner'),
  bottomLeft: word('左下角', 'bottom left corner'),
  bottomRight: word('右下角', 'bottom right corner'),
}

/** `画面左下角伸出三根手指`. */
export const challengeText = ({ sign, corner }: Challenge, t: T): string =>
  t(liveWords.challenge, { sign: t(signWords[sign]), corner: t(cornerWords[corner]) })

/** What a photo of the live page had to show, for who looks at it; null for a photo of the chat. */
export function askedOf(photo: { readonly challenge: string | null }, t: T): string | null {
  const challenge = photo.challenge === null ? null : readChallenge(photo.challenge)
  return challenge && t(liveWords.photoAsked, { what: challengeText(challenge, t) })
}

export const liveWords = {
  // On cards
  cardPoint: word('请在门店里打开现场签到页', 'Open the live check-in page in the shop'),
  cardLeavePoint: word('请在离店前打开现场签到页定位', 'Open the live page before you leave'),
  cardPhotoPoint: word('请打开现场拍照页', 'Open the live photo page'),
  cardSteps: word(
    '手机上打开 → 允许定位 → 按一下「签到」。页面只在你按下时取一次位置。',
    'Open it on your phone → allow the location → press "Check in". The page reads the location once, when you press.',
  ),
  chatPlace: word(
    '这里要求现场定位，聊天里发的位置不算签到。',
    'A live location is required here: one sent in the chat does not check you in.',
  ),
  open: word('打开签到页', 'Open the page'),
  openPhoto: word('打开拍照页', 'Open the camera page'),
  linkNote: word(
    '链接 {n} 分钟内有效，只能在你自己的手机上打开一次。',
    'The link lives {n} minutes and opens once, on your own phone.',
  ),
  linkOver: word('这个链接已用过或已换新', 'This link is used or was replaced'),
  liveLeave: word('离店定位', 'Leaving location'),
  livePhoto: word('现场拍照', 'Live photos'),
  placeNeeded: word(
    '先在拜访卡片上按「离店定位」，在签到页定位后再提交',
    'First press "Leaving location" on the visit card and locate on the live page',
  ),

  photoAsked: word('现拍，应{what}', 'live, to show {what}'),

  // On the page
  title: word('现场签到', 'Live check-in'),
  titleLeave: word('离店定位', 'Leaving location'),
  titlePhoto: word('现场拍照', 'Live photos'),
  anyShop: word('你所在的门店', 'The shop where you are'),
  opening: word('正在打开…', 'Opening…'),
  checkIn: word('签到', 'Check in'),
  leave: word('离店定位', 'I am leaving'),
  locating: word('正在定位…', 'Locating…'),
  locatingHint: word(
    '请站在门口或窗边，别关页面。',
    'Stand by the door or a window and keep the page open.',
  ),
  sending: word('正在提交…', 'Sending…'),
  again: word('再定位一次', 'Locate again'),
  refresh: word('我已点好，继续', 'Done, go on'),
  readyHint: word('位置只在你按下时取一次。', 'Your location is read once, when you press.'),

  weakTitle: word('定位不够准', 'The fix is too weak'),
  weakText: word(
    '误差 {n} 米，要求不超过 {max} 米。打开手机的精确定位，走到门口再试。',
    'It may be {n} m off; {max} m is allowed. Turn on precise location and try by the door.',
  ),
  weakUnknown: word(
    '手机没说误差有多大。打开精确定位，走到门口再试。',
    'The phone does not say how exact it is. Turn on precise location and try by the door.',
  ),
  weakReason: word(
    '一直不准？说明原因后签到（记为未核对位置）',
    'Still weak? Check in with a reason (location not verified)',
  ),
  staleTitle: word('这是旧的位置', 'This location is old'),
  staleText: word(
    '手机给的是 {n} 秒前的位置，要求 {max} 秒内。请再定位一次。',
    'The phone gave a location of {n} s ago; {max} s is allowed. Please locate again.',
  ),
  clockTitle: word('手机时间不对', 'The phone clock is off'),
  clockText: word(
    '请在系统设置里打开「自动设置时间」，再定位一次。',
    'Turn on automatic time in the settings of the phone and locate again.',
  ),
  reasonTitle: word('距门店 {n} 米', '{n} m from the shop'),
  reasonText: word(
    '允差是 {tolerance} 米。说明原因后可以签到，主管会看到。',
    'Up to {tolerance} m is on site. You can check in with a reason, and your manager sees it.',
  ),
  reason: word('原因', 'Reason'),
  reasonHint: word('例如：门口修路，停在路口', 'e.g. roadworks, parked at the corner'),
  reasonMissing: word('请写一句原因', 'Please write a reason'),
  insist: word('仍要签到', 'Check in anyway'),
  farTitle: word('离门店还有 {distance}', '{distance} away from the shop'),
  farText: word('到店里再按一次。', 'Press again when you are there.'),
  noneTitle: word('附近没有你的客户', 'None of your customers is near'),
  noneText: word(
    '到店里再按一次，或回聊天发「附近」。',
    'Press again in the shop, or send "nearby" in the chat.',
  ),
  pinWrong: word('我就在店里，门店定位有误', 'I am there, the pin is wrong'),
  pinWrongHint: word('例如：已搬到隔壁街', 'e.g. moved to the next street'),
  chooseTitle: word('在哪一家？', 'Which shop?'),
  plannedTag: word('计划内', 'planned'),
  adhocTag: word('临时', 'ad hoc'),
  noPin: word('未采点', 'no pin'),

  begunTitle: word('已签到', 'Checked in'),
  begunText: word('{name} · 到店 {time}', '{name} · arrived {time}'),
  begunAway: word('距门店 {distance}', '{distance} away'),
  begunUnverified: word('未核对位置', 'location not verified'),
  leftTitle: word('离店位置已记下', 'Leaving location noted'),
  leftText: word(
    '回聊天按「签退」，填好离店总结。',
    'Go back to the chat, press "Check out" and fill in the summary.',
  ),
  backToChat: word('回聊天继续', 'Back to the chat'),
  otherTitle: word('还在拜访{name}', 'Still visiting {name}'),
  otherText: word('先在聊天里签退，再来签到。', 'Check out in the chat first.'),
  overTitle: word('这次拜访已结束', 'This visit is over'),
  overText: word('要再签到，回聊天按「签到」。', 'Press "Check in" in the chat to start anew.'),

  photosTitle: word('还差照片', 'Photos to take'),
  photosDone: word('照片齐了', 'All photos are there'),
  challengeTitle: word('今天拍照时请', 'In today’s photos show'),
  challenge: word('在画面{corner}{sign}', '{sign} in the {corner}'),
  challengeWhy: word(
    '这样主管知道是今天拍的。',
    'So that your manager sees that it was taken today.',
  ),
  storefront: word('拍门头照', 'Storefront photo'),
  shelf: word('拍陈列照', 'Shelf photo'),
  other: word('再拍一张', 'One more photo'),
  taking: word('正在打开相机…', 'Opening the camera…'),
  photoSent: word('照片已收到', 'Photo received'),
  photoFull: word(
    '这次拜访已有 {n} 张照片，到上限了',
    'This visit already has {n} photos, the limit',
  ),
  photoBad: word('这不是照片，请再拍一张', 'This is no photo, please take another one'),
  photoCancelled: word('没有拍照', 'No photo was taken'),

  queuedTitle: word('没有网络，已存在手机上', 'No network: kept on this phone'),
  queuedText: word(
    '有网后自动提交，只算一次。请别关页面；关了也没事，下次打开会接着发。',
    'It is sent once the network is back, and counts once. Keep the page open; if you close it, the next opening goes on.',
  ),
  queuedLeft: word('{n} 条待提交', '{n} waiting to be sent'),
  keptTitle: word('已收到，正在处理', 'Received, being handled'),
  keptText: word('结果会出现在这里和聊天里。', 'The result appears here and in the chat.'),
  sentLate: word('刚才存下的已提交', 'What was kept has been sent'),

  consentTitle: word('先看一下位置与照片的用途', 'First read how location and photos are used'),
  consentText: word(
    '机器人在聊天里发了说明，按「我知道了」后回来继续。',
    'The bot sent a note in the chat: press "I understand" there, then come back.',
  ),
  expiredTitle: word('链接已过期', 'The link has expired'),
  expiredText: word(
    '链接只在 10 分钟内有效。回聊天再按一次「签到」，打开新的链接。',
    'A link lives for 10 minutes. Press "Check in" in the chat again and open the new one.',
  ),
  usedTitle: word('链接已用过', 'The link was used already'),
  usedText: word(
    '每个链接只能打开一次。回聊天再按一次「签到」，打开新的链接。',
    'Each link opens once. Press "Check in" in the chat again and open the new one.',
  ),
  invalidTitle: word('链接不对', 'This is no valid link'),
  invalidText: word('请从机器人的卡片上打开。', 'Please open it from the bot’s card.'),
  desktopTitle: word('请用手机打开', 'Please use your phone'),
  desktopText: word(
    '电脑没有可信的定位和相机。在手机的飞书里打开这张卡片。',
    'A computer has no position or camera that counts. Open the card in Feishu on your phone.',
  ),
  outsideTitle: word('请在飞书里打开', 'Please open it in Feishu'),
  outsideText: word(
    '这个页面只能在手机的飞书或 Lark 里用。',
    'This page works only inside Feishu or Lark on a phone.',
  ),
  personTitle: word('这不是你的链接', 'This link is not yours'),
  personText: word(
    '链接只对收到卡片的人有效。请回自己的聊天按「签到」。',
    'A link works only for who got the card. Press "Check in" in your own chat.',
  ),
  loginTitle: word('没能确认你是谁', 'We could not tell who you are'),
  loginText: word('请同意登录后再试。', 'Please allow the login and try again.'),
  deniedTitle: word('没有定位权限', 'No permission to locate'),
  deniedText: word(
    '请在系统设置里允许飞书使用位置（精确位置），再试一次。',
    'Allow Feishu to use the (precise) location in the settings of the phone, then try again.',
  ),
  offTitle: word('手机定位没有打开', 'Location is switched off'),
  offText: word(
    '请在系统设置里打开定位服务，再试一次。',
    'Turn on location services in the settings of the phone, then try again.',
  ),
  closedTitle: word('公司关闭了飞书的定位', 'Your company has switched locating off'),
  closedText: word(
    '请告诉管理员：飞书管理后台 → 客户端安全。',
    'Please tell your administrator: the Feishu admin console.',
  ),
  timeoutTitle: word('没有定到位置', 'No position was found'),
  timeoutText: word('请走到门口或窗边再试。', 'Try again by the door or a window.'),
  failedTitle: word('没有成功', 'That did not work'),
  failedText: word(
    '请再试一次。还不行就把这几个字告诉管理员：{detail}',
    'Please try again. If it goes on, tell your administrator: {detail}',
  ),
  retry: word('再试一次', 'Try again'),
  noRole: word('只有业务员和主管可以签到', 'Only reps and managers check in'),
}
