/** Words of 多维表格: connecting a team, the tables, what went wrong and what to do. */
import { word } from './t.ts'

export const bitableWords = {
  summary: word(
    '把团队指标每天同步到飞书多维表格',
    'A team’s figures in a Feishu Base, kept up each night',
  ),
  usage: word('[表格链接]', '[link of a base]'),
  title: word('多维表格 · {team}', 'Base · {team}'),
  notYet: word('还没有连接多维表格', 'No base is connected'),
  what: word(
    '连接后，每天夜里把这个团队每人的指标写进表格；改过的数会更正，你们自己加的列、行不会动。能打开表格的人都能看到这些数。',
    'Each night the figures of everybody in the team are written into tables and corrected where they changed; columns and rows of your own stay. Whoever may open the base sees them.',
  ),
  link: word('已有表格的链接（不填就新建一个）', 'Link of a base that exists (none: a new one)'),
  linkHint: word('https://…/base/…', 'https://…/base/…'),
  kinds: word('要哪些表', 'Which tables'),
  daily: word('日指标', 'Daily figures'),
  weekly: word('周指标', 'Weekly figures'),
  monthly: word('月指标', 'Monthly figures'),
  dailyTable: word('日指标 {team}', 'Daily {team}'),
  weeklyTable: word('周指标 {team}', 'Weekly {team}'),
  monthlyTable: word('月指标 {team}', 'Monthly {team}'),
  baseName: word('巡访指标 {team}', 'Rounds figures {team}'),
  connect: word('连接', 'Connect'),
  save: word('保存', 'Save'),
  open: word('打开表格', 'Open'),
  syncNow: word('现在同步', 'Sync now'),
  change: word('改设置', 'Settings'),
  back: word('返回', 'Back'),
  rebuild: word('重建', 'Make anew'),
  restore: word('恢复删掉的列', 'Restore columns'),
  disconnect: word('断开', 'Disconnect'),
  disconnectTitle: word('断开 {team} 的多维表格？', 'Disconnect the base of {team}?'),
  disconnectText: word(
    '表格和里面的数都留着，只是不再同步。',
    'Base and figures stay; they are just not kept up any more.',
  ),
  disconnected: word('已断开，表格还在', 'Disconnected; the base stays'),
  pickTeam: word('换个团队', 'Another team'),

  running: word('正在同步…', 'Syncing …'),
  waiting: word('还没有同步过', 'Not synced yet'),
  fresh: word('已是最新', 'Up to date'),
  lastOk: word(
    '最近同步 {at}：新增 {created} 行，更正 {updated} 行，删除 {removed} 行',
    'Last sync {at}: {created} new, {updated} corrected, {removed} removed',
  ),
  lastNothing: word('最近同步 {at}：没有变化', 'Last sync {at}: nothing changed'),
  nightly: word('每天 02:40 自动同步。', 'Syncs by itself at 02:40.'),
  tableRow: word('{n} 行', '{n} {n|row|rows}'),
  removedColumns: word(
    '{n} 列被删或改了类型，不再写入',
    '{n} {n|column was|columns were} removed or changed and {n|is|are} left alone',
  ),
  connectedBy: word('由 {name} 连接', 'Connected by {name}'),
  toOpen: word(
    '新建的表格已分享给 {name}，可再分享给别人。',
    'The new base is shared with {name}, who may share it further.',
  ),

  problem: word('没有同步成功', 'The sync did not work'),
  problemScope: word(
    '应用没有多维表格的权限。请管理员在飞书开发者后台开通「查看、评论、编辑和管理多维表格」（bitable:app）并发布版本，再点「现在同步」。',
    'The app lacks the scope bitable:app. Ask an admin to grant it in the developer console and publish a version, then sync again.',
  ),
  problemPermission: word(
    '应用不能编辑这个表格。打开表格右上角「…」→「更多」→「添加文档应用」，把巡访加为可管理；开了高级权限的也要给它可管理权限。',
    'The app may not edit this base. In the base: "…" → More → Add document app, give Rounds "can manage", in advanced permissions too.',
  ),
  problemBaseGone: word(
    '表格找不到了，可能被删或链接不对。断开后重新连接一个。',
    'The base is not there: removed, or a wrong link. Disconnect and connect another one.',
  ),
  problemTableGone: word(
    '「{table}」被删了。点「重建」重新做一张，或在「改设置」里去掉它。',
    '"{table}" was removed. Make it anew, or take it off in the settings.',
  ),
  problemKeyColumn: word(
    '「{table}」的第一列（编号）被改成了别的类型。改回文本，或点「重建」另做一张。',
    'The first column of "{table}" is no text any more. Make it text again, or make another table.',
  ),
  problemFull: word(
    '表格满了（行、列或表的数量到了上限）。删掉或归档旧的行，再点「现在同步」。',
    'The base is full (rows, columns or tables). Remove or archive old rows, then sync again.',
  ),
  problemRight: word(
    '连接的人已经不管这个团队了，同步停了。请现在的主管重新连接。',
    'Who connected it does not lead the team any more, so it stopped. The present manager may connect it again.',
  ),
  problemFailed: word(
    '飞书那边没有成功（{code}），今晚会再试。一直这样请告诉管理员。',
    'Feishu refused or did not answer ({code}); it is tried again tonight. Tell an admin if it goes on.',
  ),

  badLink: word(
    '这不像多维表格的链接。打开表格，复制地址栏里含 /base/ 的那一段。',
    'That is no link of a base. Open it and copy the address with /base/ in it.',
  ),
  wikiLink: word(
    '知识库里的链接认不出表格。在表格右上角「…」里「在新页面打开原文档」，复制含 /base/ 的链接。',
    'A wiki link does not name the base. Open the base itself and copy the address with /base/ in it.',
  ),
  noKinds: word('至少选一张表。', 'Choose at least one table.'),
  noTeam: word(
    '你没有带团队，不能连接多维表格。',
    'You lead no team, so there is nothing to connect.',
  ),
  gone: word('已经断开了', 'It is disconnected already'),

  key: word('编号', 'Key'),
  from: word('开始日期', 'From'),
} as const
