import { word } from './t.ts'

export const ledgerWords = {
  summary: word(
    '看台账记到哪里：条数和核对号',
    'How far the ledger of facts has come: entries and head',
  ),
  none: word('', ''),
  title: word('台账', 'Ledger'),
  point: word('已封存 {n} 条', '{n} {n|entry|entries} sealed'),
  empty: word(
    '还没有记录。有了拜访、订单、收款就会记。',
    'Nothing yet. Visits, orders and payments will be written down.',
  ),
  waiting: word(
    '另有 {n} 条等封存，最多十分钟。',
    '{n} more {n|waits|wait} to be sealed, ten minutes at most.',
  ),
  pending: word(
    '正在补记升级前就有的数据：{passed} / {rows} 条。补完之前不能核对，平时使用不受影响。',
    'What was there before the update is being written down: {passed} of {rows} rows. It can be checked when that is done; work goes on as usual.',
  ),
  newest: word('最新一条写于 {at}', 'The newest was written {at}'),
  head: word('核对号', 'Head'),
  why: word(
    '把核对号发给财务或审计存一份：之前的记录有没有被改过，一对就知道。导出、核对由运维做（export-log、recompute）。',
    'Give the head to finance or an auditor to keep: it tells whether anything before it was changed. The operator exports and checks by export-log and recompute.',
  ),
  ofPayroll: word('台账核对号 {head}…', 'Ledger head {head}…'),
  sheet: word('台账核对号', 'Ledger head'),
  colHead: word('核对号', 'Head'),
  colAt: word('封存到', 'Sealed up to'),
  sheetWhy: word(
    '请把本页存在系统以外的地方。核对：rounds recompute <台账导出文件> --head <核对号>',
    'Keep this page outside of the system. To check: rounds recompute <export of the ledger> --head <head>',
  ),
}
