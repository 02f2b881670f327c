import { word } from './t.ts'

export const adminWords = {
  helpSummary: word('看你能用的全部命令', 'All commands that you can use'),
  queuesSummary: word('打开任务队列页面', 'Open the queue dashboard'),
  queuesTitle: word('任务队列', 'Queues'),
  queuesNote: word(
    '链接 10 分钟内有效，只给你自己用。',
    'The link lives 10 minutes and is for you alone.',
  ),
  open: word('打开', 'Open'),
  failuresSummary: word(
    '看处理失败的消息和任务，可重试',
    'Messages and jobs that failed; try them again',
  ),
  failuresTitle: word('失败记录', 'Failures'),
  failuresNone: word('没有失败记录，一切正常', 'Nothing has failed'),
  failuresPoint: word('{n} 条需要看', '{n} to look at'),
  failedEvent: word('消息', 'Message'),
  failedJob: word('任务', 'Job'),
  failedSend: word('发送', 'Sending'),
  attempts: word('试了 {n} 次', '{n} attempts'),
  retryAll: word('全部重试', 'Try all again'),
  retry: word('重试', 'Try again'),
  retrying: word('已开始重试', 'Trying again'),
  more: word('还有 {n} 条', '{n} more'),
  none: word('', ''),
}
