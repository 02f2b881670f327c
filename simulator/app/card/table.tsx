import type { CSSProperties } from 'preact'
import { useState } from 'preact/hooks'
import { flag, type Json, list, num, obj, str, strings, textOf } from '../json.ts'
import { localStamp } from '../time.ts'
import { textColor } from './colors.ts'
import { useCard } from './context.ts'
import { Glyph } from './icons.tsx'
import { InlineText, Markdown, TextTag } from './markdown.tsx'
import { align, outer, textSize } from './units.ts'

const heights: Record<string, string> = { low: '32px', middle: '40px', high: '48px' }

function numberWords(value: unknown, format: Json): string {
  const places = num(format.precision, -1)
  const amount = num(value, Number.NaN)
  if (Number.isNaN(amount)) return str(value)
  const words = amount.toLocaleString('zh-CN', {
    useGrouping: format.separator === true || format.seperator === true,
    ...(places >= 0 ? { minimumFractionDigits: places, maximumFractionDigits: places } : {}),
  })
  return `${str(format.symbol)}${words}`
}

function dateWords(value: unknown, format: string): string {
  const at = new Date(num(value, Number.NaN))
  if (Number.isNaN(at.getTime())) return ''
  const [date = '', time = ''] = localStamp(at).split(' ')
  const [year = '', month = '', day = ''] = date.split('-')
  const [hour = '', minute = ''] = time.split(':')
  return (format || 'YYYY/MM/DD HH:mm')
    .replace('YYYY', year)
    .replace('MM', month)
    .replace('DD', day)
    .replace('HH', hour)
    .replace('mm', minute)
    .replace('ss', '00')
}

function People({ value }: { value: unknown }) {
  const { people } = useCard()
  const ids = typeof value === 'string' ? [value] : strings(value)
  const names = ids.map((id) => people.find((one) => one.openId === id)?.name ?? id)
  return <>{names.join('、')}</>
}

function Cell({ column, value }: { column: Json; value: unknown }) {
  if (value === undefined || value === null) return null
  switch (str(column.data_type, 'text')) {
    case 'lark_md':
      return <InlineText text={str(value)} />
    case 'markdown':
      return <Markdown content={str(value)} />
    case 'number':
      return <>{numberWords(value, obj(column.format))}</>
    case 'date':
      return <>{dateWords(value, str(column.date_format))}</>
    case 'persons':
      return <People value={value} />
    case 'options':
      return (
        <span class="cell-options">
          {(Array.isArray(value) ? list(value) : [{ text: value }]).map((one) => (
            <TextTag key={textOf(one.text)} color={str(one.color, 'neutral')}>
              {textOf(one.text)}
            </TextTag>
          ))}
        </span>
      )
    default:
      return <>{textOf(value) || str(value)}</>
  }
}

const widthPattern = /^\d{1,4}(px|%)$/

function headStyle(el: Json, style: Json, phone: boolean): CSSProperties {
  const head = obj(el.header_style)
  const color = textColor(head.text_color, style)
  return {
    ...textSize(head.text_size ?? 'normal', style, phone),
    fontWeight: flag(head.bold, true) ? 500 : 400,
    ...(head.background_style === 'none' ? { background: 'transparent' } : {}),
    ...(color ? { color } : {}),
  }
}

export function TableElement({ el }: { el: Json }) {
  const { style, phone } = useCard()
  const [page, setPage] = useState(0)
  const columns = list(el.columns)
  const rows = list(el.rows)
  const size = Math.min(10, Math.max(1, num(el.page_size, 5)))
  const pages = Math.max(1, Math.ceil(rows.length / size))
  const shown = rows.slice(page * size, page * size + size)
  const height =
    heights[str(el.row_height)] ?? (str(el.row_height).endsWith('px') ? str(el.row_height) : '32px')
  const cellStyle = (column: Json): CSSProperties => ({
    ...align(column.horizontal_align),
    verticalAlign:
      str(column.vertical_align, 'center') === 'center' ? 'middle' : str(column.vertical_align),
    ...(widthPattern.test(str(column.width)) ? { minWidth: str(column.width) } : {}),
  })
  return (
    <div class="el-table" style={outer(el)}>
      <div class="table-scroll">
        <table class={flag(el.freeze_first_column) ? 'is-frozen' : ''}>
          <thead>
            <tr>
              {columns.map((column) => (
                <th
                  key={str(column.name)}
                  style={{
                    ...cellStyle(column),
                    ...align(obj(el.header_style).text_align),
                    ...headStyle(el, style, phone),
                  }}
                >
                  {str(column.display_name) || str(column.name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row, at) => (
              <tr key={at} style={{ height }}>
                {columns.map((column) => (
                  <td key={str(column.name)} style={cellStyle(column)}>
                    <Cell column={column} value={row[str(column.name)]} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        {rows.length === 0 && <p class="table-empty">暂无数据</p>}
      </div>
      {pages > 1 && (
        <div class="table-pages">
          <button
            type="button"
            aria-label="上一页"
            disabled={page === 0}
            onClick={() => setPage(page - 1)}
          >
            <Glyph name="left" />
          </button>
          <span>
            {page + 1}/{pages}
          </span>
          <button
            type="button"
            aria-label="下一页"
            disabled={page >= pages - 1}
            onClick={() => setPage(page + 1)}
          >
            <Glyph name="right" />
          </button>
        </div>
      )}
    </div>
  )
}
