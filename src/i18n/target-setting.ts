/** Words of 指标: targets set in the chat, compared from the company down to the months of one person. */
import { word } from './t.ts'

export const settingWords = {
  command: word(
    '设指标：团队、个人、商品，按月或全年',
    'Set targets: teams, people, goods, months, years',
  ),
  usage: word(
    '[@人 | 姓名 | 团队] [月份 | 年] [指标 数值] [商品]',
    '[@person | name | team] [month | year] [metric value] [goods]',
  ),

  // A team's targets
  board: word('指标 · {team} · {period}', 'Targets · {team} · {period}'),
  year: word('{year} 年', '{year}'),
  reps: word('{n} 名业务员', '{n} {n|rep|reps}'),
  over: word('已过去', 'over'),
  closed: word('已结账', 'closed'),
  nothingSet: word('{period}还没有设指标', 'No targets for {period} yet'),
  amiss: word('{n} 项没分完或对不上', '{n} {n|target does|targets do} not add up'),
  unset: word('{n} 项还没有设', '{n} not set'),
  allFit: word('都设好了，上下一致', 'All set, and all of it adds up'),
  allSet: word('都设好了', 'All set'),
  tapToChange: word('点一项设或改', 'Tap one to set or change it'),
  seeExport: word(
    '另有 {n} 项，发「导出 指标」看全部',
    '{n} more: send “export targets” for all of them',
  ),
  ofWholeTeam: word('看团队', 'The team'),
  tapToSet: word(
    '点一项看明细、改数或分下去',
    'Tap one to see its parts, change it or share it out',
  ),
  notSet: word('未设', 'not set'),
  goods: word('按商品的指标 {n} 项', '{n} {n|target|targets} for single goods'),
  yearAmiss: word(
    '{year} 年有 {n} 项与各月合计不一致，看「全年」',
    '{n} {n|target|targets} of {year} {n|does|do} not match the months: see the year',
  ),
  wholeYear: word('全年', 'Year'),
  set: word('设指标', 'Set targets'),
  changes: word('改动记录', 'History'),
  back: word('返回', 'Back'),
  otherTeam: word('换一个团队', 'Another team'),
  noTeam: word(
    '还没有团队可以设指标。请管理员导入团队和人员（发「导入」拿模板）。',
    'There is no team to set targets for. An admin imports teams and people (send “import” for the files).',
  ),

  // How a total stands to its parts
  people: word('各人', 'people'),
  teams: word('各团队', 'teams'),
  both: word('各团队和个人', 'teams and people'),
  months: word('各月', 'months'),
  noTotal: word(
    '没有单独设，按{what}合计 {sum}（{open} 个未设）',
    'Not set by itself: {what} add up to {sum} ({open} not set)',
  ),
  noTotalAll: word('没有单独设，按{what}合计 {sum}', 'Not set by itself: {what} add up to {sum}'),
  fits: word('与{what}合计一致', 'Matches the sum of the {what}'),
  rest: word(
    '还有 {left} 没分到{what}（{open} 个未设）',
    '{left} not given to the {what} yet ({open} not set)',
  ),
  more: word('{what}合计 {sum}，多出 {by}', 'The {what} add up to {sum}, {by} too much'),
  less: word('{what}合计 {sum}，还差 {by}', 'The {what} add up to {sum}, {by} too little'),
  underWith: word('{name} {total}：{text}', '{name} {total}: {text}'),
  under: word('{name}：{text}', '{name}: {text}'),

  // One target
  cell: word('{what} · {name}', '{what} · {name}'),
  isSet: word('{period} {value}', '{period}: {value}'),
  isUnset: word('{period}未设', '{period}: not set'),
  joined: word('{date} 入职', 'joined {date}'),
  leaves: word('{date} 离职', 'leaves {date}'),
  gone: word('已离职', 'has left'),
  leftOver: word(
    '已离职的还有指标：{names}。不计入合计，发「指标 姓名 月份 指标 -」可清除。',
    'People who left still have targets: {names}. They do not count; “targets <name> <month> <metric> -” removes one.',
  ),
  change: word('改', 'Change'),
  setOne: word('设', 'Set'),
  remove: word('清除', 'Remove'),
  removeTitle: word('清除这个指标？', 'Remove this target?'),
  removeText: word('{name} {period} {what} {value}', '{name}, {period}, {what} {value}'),
  toPeople: word('分到{what}', 'Give to {what}'),
  toMonths: word('分到各月', 'Give to months'),
  sameForAll: word('{what}都按此', 'The same for {what}'),
  whole: word('看全部指标', 'All targets'),
  monthButton: word('看全年', 'The year'),

  // What was done
  done: word('已设：{name} {period} {what} {after}', 'Set: {name}, {period}, {what} {after}'),
  doneFrom: word(
    '已改：{name} {period} {what} {before} → {after}',
    'Changed: {name}, {period}, {what} {before} → {after}',
  ),
  removed: word(
    '已清除：{name} {period} {what} {before}',
    'Removed: {name}, {period}, {what} {before}',
  ),
  same: word(
    '{name} {period} {what} 已经是 {after}，没有变',
    '{name}, {period}, {what} is {after} already: nothing changed',
  ),
  nothingToRemove: word(
    '{name} {period} {what} 本来就没有设',
    '{name}, {period}, {what} was not set',
  ),
  undo: word('撤销', 'Undo'),
  undone: word('已撤销 {n} 项改动', '{n} {n|change|changes} undone'),
  overtaken: word(
    '{who} 之后又改过，没有撤销。请看最新的。',
    '{who} changed it since. Nothing undone; see the latest.',
  ),
  undoneAlready: word('这次改动已经撤销了', 'That was undone already'),
  somebody: word('别人', 'Somebody'),
  byFile: word(
    '这是导入文件改的，请改好文件重新导入。',
    'That came from a file: correct the file and import it again.',
  ),

  // Sharing out, shown before it is done
  preview: word('分指标 · {what} · {name}', 'Share out · {what} · {name}'),
  previewPoint: word('{left} 分给 {n} 个', '{left} to {n}'),
  previewSame: word('{n} 个都设为 {value}', '{n} set to {value}'),
  previewHow: word(
    '还没有设。确认后才生效；设过的不动。',
    'Not set yet: it takes effect when you confirm. What is set stays.',
  ),
  byDays: word('按各月工作日分', 'By the work days of the months'),
  byHeads: word('按人数平均分', 'Evenly, by head'),
  byPast: word(
    '按近三个月的实绩分（{from} 至 {to}）',
    'By the results of three months ({from} to {to})',
  ),
  noPast: word('近三个月没有实绩，按人数平均分', 'No results in three months: evenly, by head'),
  evenly: word('平均分', 'Evenly'),
  past: word('按实绩分', 'By results'),
  andMore: word('还有 {n} 个', '{n} more'),
  notShown: word('另有 {n} 个没有列出，同样会设', '{n} more are not listed and are set as well'),
  confirm: word('确认分下去', 'Share out'),
  split: word('已分下去：{n} 项', 'Shared out: {n} set'),
  nothingLeft: word('没有可分的了：都设过，或已分完', 'Nothing is left to share out'),
  movedOn: word('期间有人改过，请再看一遍', 'Somebody changed something meanwhile: look again'),

  // The form
  formTitle: word('设指标 · {team}', 'Set targets · {team}'),
  who: word('给谁', 'For'),
  whoExample: word('姓名或团队', 'Name or team'),
  when: word('月份或年', 'Month or year'),
  metric: word('指标', 'Metric'),
  goodsField: word('商品或品类（不填为全部）', 'Product or category (empty: all)'),
  value: word('数值', 'Value'),
  valueExample: word('12万、80、85%；填 - 清除', '120000, 80, 85%; - removes it'),
  save: word('设好', 'Set'),
  oneLine: word(
    '也可以直接发一句：指标 @李雷 12月 销售额 12万',
    'Or in one line: targets @Li next month sales 120000',
  ),

  // History
  undoLast: word('撤销最近一次', 'Undo the last'),
  changesTitle: word('指标改动 · {team}', 'Changes of targets · {team}'),
  changesNone: word('还没有人改过指标', 'No target was changed yet'),
  changesPoint: word('{n} 次改动，新的在前', '{n} {n|change|changes}, the newest first'),
  changeLine: word('{name} {period} {what}', '{name}, {period}, {what}'),
  fromTo: word('{before} → {after}', '{before} → {after}'),
  changeBy: word('{at} {who}{how}', '{at} {who}{how}'),
  bySplit: word('（分下去）', ' (shared out)'),
  fromFile: word('（导入）', ' (file)'),
  operator: word('命令行', 'Command line'),

  // What is wrong, and what to do
  notYours: word(
    '只能给自己带的团队和下属设指标。',
    'You can set targets for the teams and people that you lead.',
  ),
  notOwn: word(
    '自己的指标由上级或管理员来设。',
    'Your own targets are set by who leads you, or by an admin.',
  ),
  notRep: word(
    '个人指标只设给业务员，{name} 不是。',
    'Only reps have targets of their own; {name} is none.',
  ),
  notThere: word(
    '{name} 在 {period} 不在职（{when}），不用设指标。',
    '{name} does not work in {period} ({when}): no target is needed.',
  ),
  monthClosed: word(
    '{month}的提成已经结账，指标不能再改；要更正，请管理员导入指标表，会留下记录。',
    'The commission of {month} is closed, its targets stay. To correct one, an admin imports a file of targets; that is recorded.',
  ),
  badValue: word(
    '“{text}”不能作为{what}的指标：{allowed}。例：指标 12月 {typed} {example}',
    '“{text}” is no target for {what}: {allowed}. Example: targets 2026-12 {typed} {example}',
  ),
  allowMoney: word('填 0 以上的金额，可以写 12万', 'write an amount of 0 or more, such as 120000'),
  allowRate: word('填 0% 到 100%', 'write 0% to 100%'),
  allowCount: word('填 0 以上的整数', 'write a whole number of 0 or more'),
  yearOrValue: word(
    '“{text}”是年份还是数值？请写上月份或年，例：指标 12月 {typed} {text}，或 指标 {text} {typed} 数值',
    'Is “{text}” a year or the value? Name the month or year: targets 2026-12 {typed} {text}, or targets {text} {typed} <value>',
  ),
  noMetric: word(
    '没看懂“{text}”。请写明指标和数值：{metrics}。例：指标 12月 销售额 12万；只发「指标」看全部。',
    'I did not understand “{text}”. Name a metric and a value: {metrics}. Example: targets 2026-12 sales 120000; “targets” alone shows them all.',
  ),
  listed: word('、', ', '),
  notChat: word(
    '「{what}」不在聊天里设，请用指标表导入（发「导入」拿模板）。',
    '{what} is not set in the chat: import a file of targets (send “import” for it).',
  ),
  badMonth: word(
    '“{text}”不是月份或年。可以写 12月、2026-12、下月、2027。',
    '“{text}” is no month or year. Write 2026-12, next month, or 2027.',
  ),
  unknownWho: word(
    '没找到“{text}”：不是你带的人或团队，也不是商品或品类。名字用 @ 指定最准；商品可写名称或编码。',
    'Nothing is called “{text}”: nobody and no team of yours, no product, no category. @ a person; a product by name or code.',
  ),
  several: word(
    '有几个“{text}”，请写全或用 @ 指定：{names}',
    'There are several “{text}”, write it in full or use @: {names}',
  ),
  oneAtATime: word('一句话只给一个人设，@ 一个就好。', 'One person at a time: @ only one.'),
  whichTeam: word(
    '你带几个团队，请写明给哪个：{names}。例：指标 {first} 12月 销售额 12万',
    'You lead several teams, name one: {names}. Example: targets {first} 2026-12 sales 120000',
  ),
  noGoodsFor: word(
    '商品只能设销售额、销量、毛利，{what}不行。',
    'Goods have targets of sales, quantity and gross profit, not of {what}.',
  ),
  tooFar: word(
    '{period}太远了：可以设 {from} 到 {to}。',
    '{period} is too far away: {from} to {to} can be set.',
  ),
  incomplete: word('请选月份和指标。', 'Choose a month and a metric.'),
  emptyValue: word(
    '请填数值，例如 12万；填 - 清除。',
    'Write a value, such as 120000; - removes it.',
  ),
}

/** Metrics in as few letters as one would type; the others by their names. */
export const typedMetrics = {
  visits_done: word('拜访', 'visits'),
  new_customers: word('新客', 'new'),
  sales_amount: word('销售额', 'sales'),
  gross_profit: word('毛利', 'profit'),
  collected: word('回款', 'collections'),
}
