import { type Card, callback, plain } from './card-parts.ts'

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
