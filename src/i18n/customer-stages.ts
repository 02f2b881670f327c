/** Words about the stages of customers. */
import { word } from './t.ts'

export const customerStageWords = {
  summary: word(
    '看客户在哪个阶段、多久了，或换阶段',
    'A customer’s stage and since when, or move it on',
  ),
  usage: word('客户 [新阶段]', 'customer [new stage]'),
  title: word('阶段 · {name}', 'Stage · {name}'),
  none: word('没有阶段', 'No stage'),
  point: word(
    '「{stage}」已 {days} 天（{since}起）',
    'In “{stage}” for {days} days (since {since})',
  ),
  long: word('规则：超过 {limit} 天算停滞', 'Rule: over {limit} days counts as stuck'),
  byFile: word('导入', 'by file'),
  choose: word('换到哪个阶段', 'Move to'),
  how: word('也可以发：阶段 {name} 新阶段', 'Or send: stage {name} new stage'),
  moved: word('已换到「{stage}」', 'Moved to “{stage}”'),
  same: word('已经在「{stage}」了', 'It is in “{stage}” already'),
  missing: word(
    '写上客户名，比如：阶段 永辉 报价',
    'Name the customer, such as: stage Yonghui quoted',
  ),
  many: word(
    '「{query}」有好几家，请写完整店名或编码。',
    'Several match “{query}”; send the full name or the code.',
  ),
} as const
