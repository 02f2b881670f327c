/** Words of the imports: what a file may hold, what is wrong with a cell, how an import went. */
import { word } from './t.ts'

export const importWords = {
  wrongFileType: word('只认 .csv 和 .xlsx 文件', 'Only .csv and .xlsx files can be imported'),
  brokenXlsx: word(
    '读不了这个 XLSX，请用 Excel 或 WPS 重新存成 .xlsx 再发',
    'This XLSX cannot be read, please save it as .xlsx again',
  ),
  brokenCsv: word(
    '从这一行起读不下去，多半是引号没有成对',
    'Cannot be read from this row on: a quotation mark is probably missing',
  ),
  notUtf8: word(
    '文件不是 UTF-8 编码，请在 Excel 里存成「CSV UTF-8」或 .xlsx',
    'The file is not UTF-8, please save it as "CSV UTF-8" or .xlsx',
  ),
  emptyFile: word(
    '文件是空的，第一行要是表头',
    'The file is empty, its first row must be the header',
  ),
  kindUnknown: word(
    '从表头认不出是哪种数据，请对照模板检查列名',
    'The header fits none of the known files, please check the column names',
  ),
  columnMissing: word('表头缺少「{alias}」（{column}）', 'The header lacks {column} ({alias})'),
  columnForNew: word(
    '有新记录，表头要有 {column} 这一列',
    'There are new records, so the header must have {column}',
  ),
  columnTwice: word('这一列出现了两次', 'This column appears twice'),
  tooManyCells: word(
    '这一行比表头多出一格，带逗号的内容要加英文引号',
    'This row has more cells than the header: put text with commas in quotation marks',
  ),
  needed: word('不能为空', 'Must not be empty'),
  notClearable: word('这一列不能用 - 清空', 'This column cannot be cleared with -'),
  tooLong: word('太长了，最多 {max} 个字', 'Too long, at most {max} characters'),
  twice: word('和第 {row} 行是同一条，内容却不同', 'Same record as row {row}, but it differs'),
  differs: word('和第 {row} 行是同一张订单，这里却不同', 'Same order as row {row}, but it differs'),
  notOneOf: word('只能填：{allowed}', 'Must be one of: {allowed}'),
  notMoney: word('要是金额（元，最多两位小数）', 'Must be an amount in yuan, two decimals at most'),
  notPositiveMoney: word(
    '要是不小于 0 的金额（元，最多两位小数）',
    'Must be an amount in yuan, not below 0, two decimals at most',
  ),
  notWhole: word('要是 {min} 到 {max} 的整数', 'Must be a whole number from {min} to {max}'),
  notPositive: word('要是大于 0 的数', 'Must be a number above 0'),
  notDegrees: word(
    '要是 -{limit} 到 {limit} 之间的度数',
    'Must be degrees from -{limit} to {limit}',
  ),
  swapped: word(
    '纬度不会超过 {limit}，经度和纬度可能写反了',
    'A latitude is never beyond {limit}: longitude and latitude may be swapped',
  ),
  zeroPoint: word('经纬度不能都是 0', 'Longitude and latitude cannot both be 0'),
  halfPoint: word('经度和纬度要一起填', 'Longitude and latitude belong together'),
  notYesOrNo: word('要填「是」或「否」', 'Must be yes or no'),
  notDate: word('要是日期，比如 2026-11-24', 'Must be a date such as 2026-11-24'),
  notInstant: word(
    '要是日期或时间，比如 2026-11-24 或 2026-11-24 09:12',
    'Must be a date or time such as 2026-11-24 or 2026-11-24 09:12',
  ),
  notMonth: word('要是月份，比如 2026-11', 'Must be a month such as 2026-11'),
  badRange: word(
    '结束要不早于开始，一次最多 {max} 天',
    'Must not end before it begins, {max} days at most',
  ),
  notMobile: word('要是手机号', 'Must be a mobile number'),
  notEmail: word('要是邮箱', 'Must be an e-mail address'),
  notHours: word('要像 09:00-12:00;14:00-18:00 这样', 'Must be like 09:00-12:00;14:00-18:00'),
  notVisitDays: word('要像 1,3,5 或 一三五 这样', 'Must be like 1,3,5 or Mon Wed Fri'),
  notWeekPattern: word('只能填：每周、单周、双周', 'Must be one of: every, odd, even'),
  notFrequency: word(
    '要像 4/28d、3/month、1/week、1/2weeks 这样，0 为暂停',
    'Must be like 4/28d, 3/month, 1/week, 1/2weeks; 0 is a pause',
  ),
  notRate: word('要像 85% 或 0.85 这样', 'Must be like 85% or 0.85'),
  notCount: word('要是整数', 'Must be a whole number'),
  tooMuch: word('数量乘单价太大了', 'Quantity times price is too large'),
  unitUnknown: word(
    '这个单位换算不了，商品的单位是「{unit}」，请补商品的基本单位和箱规',
    'This unit cannot be converted; the product is counted in "{unit}". Add its base unit and case size',
  ),
  itself: word('不能是客户自己', 'Cannot be the customer itself'),
  circle: word('上级绕回了自己', 'The team would stand above itself'),
  ambiguous: word('「{name}」不止一个：{candidates}', 'There are several "{name}": {candidates}'),
  nobody: word(
    '找不到叫「{name}」的人，可以填工号、手机、邮箱或 open_id',
    'Nobody is called "{name}"; an employee number, mobile, e-mail or open_id will do',
  ),
  whoIsThis: word(
    'open_id、手机、邮箱至少填一个',
    'One of open_id, mobile and e-mail must be there',
  ),
  notOnPlatform: word(
    '在飞书通讯录里查不到这个人，请核对或直接填 open_id',
    'Not found in the directory; check it, or give the open_id',
  ),
  notOpenId: word(
    '要是 open_id（ou_ 开头），或已有人员的工号、手机、邮箱',
    'Must be an open_id (ou_…), or the number, mobile or e-mail of somebody who is there',
  ),
  whose: word('人员和部门要填一个', 'Either a person or a team must be there'),
  personOrTeam: word('人员和部门只能填一个', 'Either a person or a team, not both'),
  pausedByImport: word('导入', 'import'),
  notFetched: word(
    '文件取不下来，请重新发一次',
    'The file could not be fetched. Please send it again.',
  ),
  title: word('数据导入', 'Import'),
  running: word('正在导入…', 'Importing…'),
  runningHint: word('好了这张卡片会变成结果', 'The result will appear on this card'),
  which: word('这是哪种数据？', 'Which data is this?'),
  whichHint: word('从表头分不出来，请选一种', 'The header does not say. Please choose.'),
  chooseKind: word('选择数据种类', 'Choose the kind'),
  chosenBefore: word('这个文件已经处理过了', 'This file was handled already'),
  adminsOnly: word(
    '文件导入只有管理员可以用。要改数据，请把文件交给管理员。',
    'Only admins can import files. To change data, give the file to your admin.',
  ),
  inPrivate: word('请在和我的私聊里发文件', 'Please send the file in our private chat'),
  done: word(
    '新增 {created}，更新 {updated}，不变 {unchanged}',
    '{created} new, {updated} updated, {unchanged} unchanged',
  ),
  doneTag: word('已导入', 'Imported'),
  refusedTag: word('未导入', 'Not imported'),
  refused: word('没有导入：{n} 处要改', 'Nothing imported: {n} to fix'),
  refusedHint: word(
    '数据没有任何变化。改好后把整个文件再发一次。',
    'No data has changed. Fix the file and send the whole file again.',
  ),
  atRow: word('第 {row} 行', 'Row {row}'),
  inColumn: word('「{column}」{value}', '"{column}" {value}'),
  emptyValue: word('空', 'empty'),
  moreErrors: word('再看 {n} 处', '{n} more'),
  errorsBeyond: word('还有 {n} 处没有列出', '{n} more not listed'),
  unknownColumns: word('没有用到的列：{columns}', 'Columns not used: {columns}'),
  pendingPoint: word(
    '引用了还没有的数据，等它们导入后自动对上：{list}',
    'Not imported yet, linked once they are: {list}',
  ),
  pendingList: word('待补 {n} 项', '{n} pending'),
  person: word('人员', 'people'),
  team: word('团队', 'teams'),
  customer: word('客户', 'customers'),
  product: word('商品', 'products'),
  order: word('订单', 'orders'),
  toMend: word(
    '待补地址 {place} 家、待采点 {pin} 家，发「客户 待补」查看',
    '{place} without an address, {pin} without a map pin: send "customer mend"',
  ),
  summary: word(
    '导入数据：把 .csv 或 .xlsx 文件发给我',
    'Import data: send me a .csv or .xlsx file',
  ),
  helpPoint: word('把 .csv 或 .xlsx 发到这里就会导入', 'Send a .csv or .xlsx here to import it'),
  helpHint: word(
    '第一行是表头，中英文都行；空着的格子不改，填 - 清空；有一处不对就整个不导入。',
    'The first row is the header. An empty cell keeps the value, - clears it. One bad row and nothing is imported.',
  ),
  none: word('', ''),
} as const

/** What a file may hold. */
export const kindWords = {
  teams: word('团队', 'Teams'),
  users: word('人员', 'People'),
  customers: word('客户', 'Customers'),
  products: word('商品', 'Products'),
  prices: word('价格', 'Prices'),
  orders: word('订单', 'Orders'),
  payments: word('收款', 'Payments'),
  targets: word('目标', 'Targets'),
  leave: word('请假与假日', 'Leave and holidays'),
} as const
export type KindWord = keyof typeof kindWords
