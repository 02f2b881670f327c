/** Cards in the manner of Rounds' own, for looking at the renderer and testing it. */
type Card = Record<string, unknown>

const plain = (content: string) => ({ tag: 'plain_text', content })
const callback = (value: unknown) => [{ type: 'callback', value }]

function stop(no: number, name: string, grade: string, at: string, why: string, color: string) {
  return {
    tag: 'column_set',
    horizontal_spacing: '8px',
    columns: [
      {
        tag: 'column',
        width: 'weighted',
        weight: 1,
        vertical_spacing: '2px',
        elements: [
          {
            tag: 'markdown',
            content: `${no} **${name}** <text_tag color='${color}'>${grade}</text_tag>`,
          },
          { tag: 'markdown', content: why, text_size: 'notation' },
        ],
      },
      {
        tag: 'column',
        width: 'auto',
        vertical_align: 'top',
        vertical_spacing: '2px',
        elements: [
          { tag: 'markdown', content: `**${at}**`, text_align: 'right' },
          {
            tag: 'markdown',
            content: '[导航](https://uri.amap.com/navigation?to=120.1,30.2)',
            text_align: 'right',
            text_size: 'notation',
          },
        ],
      },
    ],
  }
}

export const planCard: Card = {
  schema: '2.0',
  config: { update_multi: true },
  header: {
    template: 'blue',
    title: plain('今日拜访计划'),
    subtitle: plain('11月24日 周二 · 46 公里'),
    text_tag_list: [{ tag: 'text_tag', text: plain('未开始'), color: 'blue' }],
  },
  body: {
    elements: [
      { tag: 'markdown', content: '**今天 12 家,预计 17:40 结束**', text_size: 'heading' },
      {
        tag: 'div',
        icon: { tag: 'standard_icon', token: 'time_outlined', color: 'grey' },
        text: { ...plain('本周期还差 9 家 A 级客户'), text_color: 'grey', text_size: 'notation' },
      },
      { tag: 'hr' },
      stop(
        1,
        '永辉·人民路店',
        'A',
        '09:10',
        "本周期第 2/4 次 · <font color='red'>逾期 ¥1,200</font>",
        'red',
      ),
      stop(
        2,
        '联华·解放路店',
        'A',
        '09:50',
        "<font color='grey'>已 21 天未订货,平时约 7 天一次</font>",
        'red',
      ),
      stop(
        3,
        '好又多便利·滨江路社区旗舰店(东门)',
        'B',
        '10:35',
        "<font color='grey'>店主上次要新品样品</font>",
        'orange',
      ),
      stop(4, '老王副食', 'C', '11:20', "<font color='grey'>顺路 300 米</font>", 'neutral'),
      {
        tag: 'collapsible_panel',
        expanded: false,
        header: { title: plain('还有 8 家'), icon_position: 'right' },
        elements: [stop(5, '永旺·西湖店', 'B', '13:30', '下午第一家', 'orange')],
      },
      {
        tag: 'column_set',
        flex_mode: 'none',
        columns: [
          ['开始第一家', 'primary_filled', { a: 'plan.start' }],
          ['重新规划', 'default', { a: 'plan.redo' }],
          ['附近', 'default', { a: 'near' }],
        ].map(([text, type, value]) => ({
          tag: 'column',
          width: 'weighted',
          weight: 1,
          elements: [
            {
              tag: 'button',
              text: plain(String(text)),
              type,
              width: 'fill',
              behaviors: callback(value),
            },
          ],
        })),
      },
    ],
  },
}

export const openVisitCard: Card = {
  schema: '2.0',
  header: {
    template: 'turquoise',
    title: plain('拜访中 · 永辉·人民路店'),
    subtitle: plain('到店 09:12 · 距门店 38 米 · 已 14 分钟'),
    text_tag_list: [
      { tag: 'text_tag', text: plain('A级'), color: 'red' },
      { tag: 'text_tag', text: plain('计划内'), color: 'turquoise' },
    ],
    icon: { tag: 'standard_icon', token: 'local_outlined', color: 'turquoise' },
  },
  body: {
    elements: [
      { tag: 'markdown', content: '**还差 1 张陈列照、离店总结**' },
      {
        tag: 'markdown',
        content:
          "<font color='green'>✓ 门头照</font>　<font color='grey'>○ 陈列照　○ 离店总结</font>",
      },
      {
        tag: 'column_set',
        background_style: 'grey',
        columns: [
          ['近 30 天', '¥3,280'],
          ['应收', '¥3,000'],
          ['上次到访', '11-10'],
        ].map(([label, value]) => ({
          tag: 'column',
          width: 'weighted',
          weight: 1,
          padding: '8px',
          vertical_spacing: '0px',
          elements: [
            {
              tag: 'markdown',
              content: `<font color='grey'>${label}</font>`,
              text_size: 'notation',
            },
            { tag: 'markdown', content: `**${value}**`, text_size: 'heading' },
          ],
        })),
      },
      {
        tag: 'collapsible_panel',
        expanded: true,
        border: { color: 'grey', corner_radius: '6px' },
        header: { title: { tag: 'markdown', content: '**上次拜访**' }, background_color: 'grey' },
        elements: [
          {
            tag: 'markdown',
            content:
              '11-10 订 20 箱,店主答应谈堆头\n- 竞品 A 在做 *买十送二*\n- 冰柜温度偏高 ~~已报修~~\n> 下次带新品样品',
          },
        ],
      },
      { tag: 'person_list', persons: [{ id: 'ou_li' }, { id: 'ou_wang' }], size: 'small' },
      {
        tag: 'img_combination',
        combination_mode: 'double',
        img_list: [{ img_key: 'img_shelf' }, { img_key: 'img_door' }],
      },
      {
        tag: 'column_set',
        columns: [
          {
            tag: 'column',
            width: 'weighted',
            weight: 1,
            elements: [
              {
                tag: 'button',
                text: plain('签退'),
                type: 'primary_filled',
                width: 'fill',
                behaviors: callback({ a: 'checkout' }),
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
                text: plain('取消拜访'),
                type: 'danger',
                width: 'fill',
                icon: { tag: 'standard_icon', token: 'delete-trash_outlined' },
                confirm: { title: plain('取消这次拜访?'), text: plain('照片会保留') },
                behaviors: callback({ a: 'cancel' }),
              },
            ],
          },
          {
            tag: 'column',
            width: 'auto',
            elements: [
              {
                tag: 'overflow',
                options: [
                  { text: plain('查看客户'), value: 'customer' },
                  { text: plain('更多照片'), value: 'photos' },
                ],
                behaviors: callback({ a: 'more' }),
              },
            ],
          },
        ],
      },
    ],
  },
}

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

export const cards: { id: string; title: string; card: Card }[] = [
  { id: 'plan', title: '拜访计划', card: planCard },
  { id: 'open-visit', title: '拜访中', card: openVisitCard },
  { id: 'check-out', title: '签退', card: checkOutCard },
  { id: 'digest', title: '日报', card: digestCard },
]
