import { type Card, callback, plain } from './card-parts.ts'

export const checkOutCard: Card = {
  schema: '2.0',
  header: { template: 'turquoise', title: plain('签退 · 永辉·人民路店') },
  body: {
    elements: [
      {
        tag: 'form',
        name: 'checkout',
        elements: [
          {
            tag: 'select_static',
            name: 'result',
            required: true,
            label: plain('结果'),
            placeholder: plain('这次拜访的结果'),
            options: [
              { text: plain('已开单'), value: 'ordered' },
              { text: plain('有意向'), value: 'interested' },
              { text: plain('店休'), value: 'closed' },
            ],
          },
          {
            tag: 'input',
            name: 'summary',
            required: true,
            input_type: 'multiline_text',
            rows: 3,
            max_length: 200,
            label: plain('离店总结'),
            placeholder: plain('说了什么、答应了什么、下次做什么'),
          },
          {
            tag: 'multi_select_static',
            name: 'topics',
            required: false,
            placeholder: plain('谈到的话题'),
            options: [
              { text: plain('价格'), value: 'price' },
              { text: plain('陈列'), value: 'shelf' },
              { text: plain('竞品'), value: 'rival' },
            ],
          },
          {
            tag: 'column_set',
            columns: [
              {
                tag: 'column',
                width: 'weighted',
                elements: [
                  {
                    tag: 'date_picker',
                    name: 'next',
                    placeholder: plain('下次拜访'),
                    initial_date: '2024-04-01',
                  },
                ],
              },
              {
                tag: 'column',
                width: 'weighted',
                elements: [{ tag: 'picker_time', name: 'time', placeholder: plain('时间') }],
              },
            ],
          },
          {
            tag: 'picker_datetime',
            name: 'callAt',
            placeholder: plain('回电时间'),
            initial_datetime: '2024-04-29 07:07',
          },
          { tag: 'select_person', name: 'who', placeholder: plain('转给同事'), options: [] },
          { tag: 'checker', name: 'joint', checked: true, text: plain('主管协访') },
          {
            tag: 'column_set',
            columns: [
              {
                tag: 'column',
                width: 'weighted',
                weight: 2,
                elements: [
                  {
                    tag: 'button',
                    name: 'submit_checkout',
                    form_action_type: 'submit',
                    text: plain('提交'),
                    type: 'primary_filled',
                    width: 'fill',
                    behaviors: callback({ a: 'visit.complete', id: 7 }),
                  },
                ],
              },
              {
                tag: 'column',
                width: 'weighted',
                weight: 1,
                elements: [
                  {
                    tag: 'button',
                    name: 'reset_checkout',
                    form_action_type: 'reset',
                    text: plain('重填'),
                    width: 'fill',
                  },
                ],
              },
            ],
          },
        ],
      },
    ],
  },
}

export const digestCard: Card = {
  schema: '2.0',
  header: {
    template: 'blue',
    title: plain('拜访日报 · 一部'),
    subtitle: plain('11月24日 周二'),
    text_tag_list: [{ tag: 'text_tag', text: plain('2 条待处理'), color: 'orange' }],
  },
  body: {
    elements: [
      {
        tag: 'markdown',
        content: "**拜访达成率 85%(41/48)**,<font color='green'>较昨日 +6 个百分点</font>",
      },
      {
        tag: 'chart',
        aspect_ratio: '16:9',
        chart_spec: {
          type: 'bar',
          title: { text: '每人完成与计划' },
          data: {
            values: [
              ['李雷', '完成', 12],
              ['李雷', '未完成', 0],
              ['韩梅', '完成', 9],
              ['韩梅', '未完成', 3],
              ['王强', '完成', 11],
              ['王强', '未完成', 1],
              ['赵敏', '完成', 9],
              ['赵敏', '未完成', 3],
            ].map(([name, kind, value]) => ({ name, kind, value })),
          },
          xField: 'name',
          yField: 'value',
          seriesField: 'kind',
          stack: true,
          legends: { visible: true, orient: 'bottom' },
        },
      },
      {
        tag: 'table',
        page_size: 3,
        columns: [
          { name: 'who', display_name: '业务员', data_type: 'text' },
          { name: 'done', display_name: '完成', data_type: 'text' },
          {
            name: 'sales',
            display_name: '销售',
            data_type: 'number',
            horizontal_align: 'right',
            format: { symbol: '¥', separator: true, precision: 0 },
          },
          { name: 'mark', display_name: '状态', data_type: 'options' },
        ],
        rows: [
          { who: '李雷', done: '12/12', sales: 8900, mark: [{ text: '达标', color: 'green' }] },
          { who: '韩梅', done: '9/12', sales: 5200, mark: [{ text: '存疑 1', color: 'orange' }] },
          { who: '王强', done: '11/12', sales: 7120, mark: [{ text: '达标', color: 'green' }] },
          { who: '赵敏', done: '9/12', sales: 4300, mark: [{ text: '未达标', color: 'red' }] },
        ],
      },
      {
        tag: 'markdown',
        content:
          '#### 需要你看\n1. 韩梅 范围外签到 500 米\n2. `赵敏` 未开始拜访 <at id=ou_li></at>\n\n| 门店 | 天数 |\n| :-- | --: |\n| 联华 | 21 |\n| 永旺 | 9 |',
      },
      {
        tag: 'button',
        text: plain('处理异常'),
        type: 'primary',
        width: 'fill',
        behaviors: callback({ a: 'exceptions' }),
      },
      { tag: 'note', elements: [] },
    ],
  },
}
