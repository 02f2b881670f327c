import { word } from './t.ts'

export const adminWords = {
  helpSummary: word('看你能用的全部命令', 'Everything you can ask me'),
  queuesSummary: word('打开任务队列页面', 'Open the queue dashboard'),
  queuesTitle: word('任务队列', 'Queues'),
  queuesNote: word(
    '链接 10 分钟内有效，仅供你本人使用。',
    'The link works for 10 minutes, for you only.',
  ),
  open: word('打开', 'Open'),
  failuresSummary: word('看处理失败的消息和任务，可重试', 'Failed messages and jobs, with a retry'),
  failuresTitle: word('失败记录', 'Failures'),
  failuresNone: word('没有失败记录，一切正常', 'Nothing has failed, all is well'),
  failuresPoint: word('{n} 条需要看', '{n} need a look'),
  failedEvent: word('消息', 'Message'),
  failedJob: word('任务', 'Job'),
  failedSend: word('发送', 'Send'),
  attempts: word('试了 {n} 次', '{n} attempts'),
  retryAll: word('全部重试', 'Retry all'),
  retry: word('重试', 'Retry'),
  retrying: word('已开始重试', 'Retrying'),
  more: word('还有 {n} 条', '{n} more'),
  none: word('', ''),
}
