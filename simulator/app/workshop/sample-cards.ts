import type { Json } from '../json.ts'

const plain = (content: string) => ({ tag: 'plain_text', content })
const callback = (value: Json) => [{ type: 'callback', value }]

function card(title: string, template: string, elements: Json[], subtitle?: string): Json {
  return {
    schema: '2.0',
    config: { update_multi: true },
    header: {
      title: plain(title),
      ...(subtitle ? { subtitle: plain(subtitle) } : {}),
      template,
    },
    body: { elements },
  }
}

function button(text: string, type: string, value: Json, extra: Json = {}): Json {
  return {
    tag: 'button',
    text: plain(text),
    type,
    width: 'fill',
    behaviors: callback(value),
    ...extra,
  }
}

function sideBySide(elements: Json[]): Json {
  return {
    tag: 'column_set',
    horizontal_spacing: '8px',
    columns: elements.map((element) => ({
      tag: 'column',
      width: 'weighted',
      weight: 1,
      elements: [element],
    })),
  }
}

export const hello = card('你好,我是机器人', 'blue', [
  { tag: 'markdown', content: '点下面的按钮,右边会显示机器人收到什么。' },
  button('点我试试', 'primary_filled', { action: 'hello', from: '工坊' }),
])

export const approval = card(
  '费用申请 · 堆头陈列',
  'orange',
  [
    { tag: 'markdown', content: '**¥1,200**,两周,换 60 箱首单\n永辉·人民路店,李雷申请' },
    { tag: 'hr' },
    sideBySide([
      button('同意', 'primary_filled', { action: 'approve', id: 17 }),
      button(
        '退回',
        'danger',
        { action: 'reject', id: 17 },
        { confirm: { title: plain('退回申请?'), text: plain('李雷会收到通知,可以改了再提。') } },
      ),
    ]),
    {
      tag: 'input',
      name: 'note',
      placeholder: plain('说一句(可不填)'),
      behaviors: callback({ action: 'note', id: 17 }),
    },
  ],
  '等你处理',
)

export const form = card('离店小结', 'turquoise', [
  {
    tag: 'form',
    name: 'check_out',
    elements: [
      {
        tag: 'select_static',
        name: 'result',
        required: true,
        width: 'fill',
        placeholder: plain('这次拜访的结果'),
        options: [
          { text: plain('已开单'), value: 'ordered' },
          { text: plain('有意向'), value: 'interested' },
          { text: plain('店休'), value: 'closed' },
        ],
      },
      {
        tag: 'multi_select_static',
        name: 'topics',
        required: false,
        width: 'fill',
        placeholder: plain('聊了什么'),
        options: [
          { text: plain('价格'), value: 'price' },
          { text: plain('陈列'), value: 'shelf' },
          { text: plain('竞品'), value: 'rival' },
        ],
      },
      {
        tag: 'input',
        name: 'summary',
        required: true,
        input_type: 'multiline_text',
        rows: 3,
        width: 'fill',
        label: plain('总结'),
        placeholder: plain('谁说了什么,下一步做什么'),
      },
      { tag: 'date_picker', name: 'next_visit', placeholder: plain('下次拜访') },
      {
        tag: 'button',
        name: 'submit',
        text: plain('提交'),
        type: 'primary_filled',
        width: 'fill',
        form_action_type: 'submit',
        behaviors: callback({ action: 'check_out', visit: 42 }),
      },
    ],
  },
])

function stop(name: string, why: string, time: string, id: number): Json {
  return {
    tag: 'column_set',
    horizontal_spacing: '8px',
    columns: [
      {
        tag: 'column',
        width: 'weighted',
        weight: 1,
        elements: [{ tag: 'markdown', content: `**${name}**\n<font color='grey'>${why}</font>` }],
      },
      {
        tag: 'column',
        width: 'auto',
        elements: [
          { tag: 'markdown', content: `**${time}**` },
          {
            tag: 'overflow',
            options: [
              { text: plain('改时间'), value: `move/${id}` },
              { text: plain('不去了'), value: `drop/${id}` },
            ],
          },
        ],
      },
    ],
  }
}

export const list = card(
  '今天 5 家',
  'blue',
  [
    stop('永辉·人民路店', '21 天未订货', '09:10', 1),
    stop('联华·解放路店', '本周期第 2/4 次', '09:50', 2),
    { tag: 'hr' },
    {
      tag: 'collapsible_panel',
      header: { title: plain('还有 3 家') },
      elements: [
        { tag: 'markdown', content: '10:35 老王副食\n11:20 好又多便利\n13:30 中街批发部' },
      ],
    },
    sideBySide([
      button('开始第一家', 'primary_filled', { action: 'start', id: 1 }),
      button('重新规划', 'default', { action: 'replan' }),
    ]),
  ],
  '46 公里 · 约 17:40 结束',
)

export const table = card('本周前三', 'green', [
  {
    tag: 'table',
    page_size: 2,
    row_height: 'low',
    columns: [
      { name: 'who', display_name: '业务员', data_type: 'text' },
      { name: 'visits', display_name: '拜访', data_type: 'number', format: { precision: 0 } },
      {
        name: 'money',
        display_name: '订单',
        data_type: 'number',
        format: { symbol: '¥', precision: 0, separator: true },
      },
      { name: 'grade', display_name: '评级', data_type: 'options' },
    ],
    rows: [
      { who: '李雷', visits: 58, money: 32800, grade: [{ text: 'A', color: 'green' }] },
      { who: '韩梅', visits: 51, money: 27150, grade: [{ text: 'A', color: 'green' }] },
      { who: '赵敏', visits: 44, money: 19900, grade: [{ text: 'B', color: 'orange' }] },
    ],
  },
])

export const chart = card('本周比上周多 9 家', 'violet', [
  {
    tag: 'chart',
    aspect_ratio: '16:9',
    chart_spec: {
      type: 'bar',
      title: { text: '每天拜访(家)' },
      data: {
        values: [
          { day: '周一', visits: 11 },
          { day: '周二', visits: 12 },
          { day: '周三', visits: 9 },
          { day: '周四', visits: 13 },
          { day: '周五', visits: 14 },
        ],
      },
      xField: 'day',
      yField: 'visits',
    },
  },
  { tag: 'markdown', content: '周三有两家店休,其余都按计划。' },
])

export const tags = card('富文本能写什么', 'indigo', [
  {
    tag: 'markdown',
    content: [
      "**粗体**、*斜体*、~~删除~~、<font color='red'>红字</font>",
      "<text_tag color='blue'>计划内</text_tag> <text_tag color='orange'>待补照片</text_tag>",
      '[打开网页](https://open.feishu.cn)',
      '- 第一件事',
      '- 第二件事',
      '> 店主说下周要 20 箱',
    ].join('\n'),
  },
  { tag: 'hr' },
  { tag: 'div', text: plain('div 里是普通文字,不解析标记:**不会变粗**。') },
])

export const wrong: Json = {
  schema: '2.0',
  header: { title: plain('平台会拒绝这张卡'), template: 'red' },
  body: {
    elements: [
      { tag: 'markdown', content: '改好一处,少一条错误。', colour: 'red' },
      {
        tag: 'form',
        name: 'f',
        elements: [
          { tag: 'input', placeholder: plain('表单里的组件要有名字') },
          {
            tag: 'button',
            name: 'send',
            text: plain('提交'),
            form_action_type: 'submit',
            type: 'huge',
          },
        ],
      },
      { tag: 'hr', element_id: '1-不能这样开头' },
    ],
  },
}
