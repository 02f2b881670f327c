/** Words of the way to a visit: location, customer, distance. */
import { word } from './t.ts'

export const checkInWords = {
  checkInTitle: word('签到 · {name}', 'Check in · {name}'),
  sendLocation: word('发送位置即可签到', 'Send your location to check in'),
  sendLocationSteps: word(
    '点输入框旁的 ＋，选「位置」，点发送。',
    'Tap + next to the input, choose Location, then Send.',
  ),
  nameCustomer: word('说出客户就能开始拜访', 'Name the customer to begin'),
  nameCustomerSteps: word(
    '发「签到 客户名」，不用发位置。',
    'Send "checkin <customer>"; no location is needed.',
  ),
  intentHolds: word(
    '10 分钟内发来的位置都算这家。',
    'Any location sent within 10 minutes counts for this customer.',
  ),
  nextStops: word('今天接下来', 'Next today'),
  whichCustomer: word('是哪一家？', 'Which customer?'),
  moreMatches: word('还有更多，请把名字说得再具体些。', 'There are more. Please be more specific.'),
  noSuchCustomer: word('没找到「{query}」', 'No customer "{query}"'),
  noSuchCustomerHint: word(
    '请检查名称或编码；也可以直接发位置，我来找附近的客户。',
    'Check the name or code, or just send your location to see who is near.',
  ),
  relocateToast: word(
    '走到门口，点 ＋ → 位置 → 发送，再发一次。',
    'At the door, tap + → Location → Send again.',
  ),
  badLocation: word(
    '这个位置不对（坐标无效），请再发一次。',
    'That location is not valid. Please send it again.',
  ),
  oldFix: word(
    '这个位置已过 {n} 分钟，请重新发送位置。',
    'That location is over {n} minutes old. Please send it again.',
  ),
  lateFix: word(
    '收到 {time} 的位置，但你之后已在 {name} 签到，这条只留作记录。',
    'Got your location of {time}, but you have checked in at {name} since, so it is only kept on record.',
  ),

  distanceTo: word('距离门店 {distance}', '{distance} from the shop'),
  needsReason: word(
    '超出签到范围（{tolerance}）。写明原因仍可签到，主管会看到。',
    'Outside the check-in range ({tolerance}). You can still check in with a reason, which your manager will see.',
  ),
  reasonHint: word('比如：门口修路，停在路口', 'e.g. road works, parked at the corner'),
  reasonMissing: word('请先写一句原因。', 'Please give a reason first.'),
  noneTitle: word('不在门店附近', 'Not near a shop'),
  noneNearest: word('距{name} {distance}', '{distance} from {name}'),
  noneAtAll: word('附近没有你的客户', 'No customer of yours nearby'),
  noneAtAllHint: word(
    '没有签到。请发「签到 客户名」，再发一次位置。',
    'Not checked in. Send "checkin <customer>", then your location again.',
  ),
  noneHint: word(
    '没有签到。走近后重新发位置；不在计划里的客户选临时拜访；已经在店里就写原因。',
    'Not checked in. Move closer and send again; choose Ad-hoc visit for a customer off the plan; already in the shop, give a reason.',
  ),
  wrongPinHint: word('比如：店已搬到对面', 'e.g. the shop moved'),
  chooseTitle: word('选择门店', 'Choose the shop'),
  choosePoint: word('附近有 {n} 家，选一家签到', '{n} shops here, pick one'),
  adhocTitle: word('临时拜访 · {name}', 'Ad-hoc visit · {name}'),
  adhocPoint: word('距门店 {distance}，不在今日计划里', "{distance} away, not on today's plan"),
  adhocHint: word('确认后开始临时拜访。', 'Confirm to start an ad-hoc visit.'),
  alreadyVisited: word('这个位置已用于一次拜访', 'This location was used for a visit'),
  noPin: word('{name}（待采点）', '{name} (no pin yet)'),
  noPinYet: word('待采点，不知道多远', 'no pin yet, distance unknown'),
  doubtfulPin: word('{name}（坐标待核实）', '{name} (pin unverified)'),
}
