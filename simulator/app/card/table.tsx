import type { CSSProperties } from 'preact'
import { useState } from 'preact/hooks'
import { flag, type Json, list, num, obj, str, strings, textOf } from '../json.ts'
import { localDate, localTime, zoneOffset } from '../time.ts'
import { textColor } from './colors.ts'
import { useCard } from './context.ts'
import { InlineText, Markdown } from './markdown.tsx'
import { TextTag } from './marks.tsx'
import { Pages } from './pages.tsx'
import { PersonFace } from './person.tsx'
import { align, clamp, outer, textSize } from './units.ts'

const heights: Record<string, string> = { low: '32px', middle: '40px', high: '48px' }

function numberWords(value: unknown, format: Json): string {
  const places = num(format.precision, -1)
  const amount = num(value, Number.NaN)
  if (Number.isNaN(amount)) return str(value)
  const words = amount.toLocaleString('zh-CN', {
    useGrouping: format.separator === true || format.seperator === true,
    ...(places >= 0
      ? { minimumFractionDigits: places, maximumFractionDigits: places }
      : { maximumFractionDigits: 10 }),
  })
  return `${str(format.symbol)}${words}`
}

/** A time of the reader's zone in the column's format, RFC 3339 without one. */
function dateWords(value: unknown, format: string): string {
  const at = new Date(num(value, Number.NaN))
  if (Number.isNaN(at.getTime())) return ''
  const [year = '', month = '', day = ''] = localDate(at).split('-')
  const [hour = '', minute = '', second = ''] = localTime(at).split(':')
  const zone = `${zoneOffset.slice(0, 3)}:${zoneOffset.slice(3)}`
  return (format || `YYYY-MM-DDTHH:mm:ss${zone}`)
    .replace('YYYY', year)
    .replace('MM', month)
    .replace('DD', day)
    .replace('HH', hour)
    .replace('mm', minute)
    .replace('ss', second)
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
      return (
        <span class="person-list">
          {(typeof value === 'string' ? [value] : strings(value)).map((id) => (
            <PersonFace key={id} id={id} size={20} avatar name />
          ))}
        </span>
      )
    case 'options':
      return (
        <span class="cell-options">
          {(Array.isArray(value) ? list(value) : [{ text: value }]).map((one) => (
            <TextTag key={textOf(one.text)} color={str(one.color, 'blue')}>
              {textOf(one.text)}
            </TextTag>
          ))}
        </span>
      )
    default:
      return <>{textOf(value) || str(value)}</>
  }
}

function headStyle(el: Json, style: Json, phone: boolean): CSSProperties {
  const head = obj(el.header_style)
  const color = textColor(head.text_color, style)
  return {
    ...textSize(head.text_size ?? 'normal', style, phone),
    fontWeight: flag(head.bold, true) ? 500 : 400,
    ...(str(head.background_style) === 'grey' ? {} : { background: 'var(--card)' }),
    ...(color ? { color } : {}),
    ...(head.lines ? { whiteSpace: 'normal' } : {}),
  }
}

function cellStyle(column: Json): CSSProperties {
  const byType = str(column.data_type) === 'number' ? 'right' : 'left'
  const vertical = str(column.vertical_align, 'center')
  return {
    ...align(column.horizontal_align ?? byType),
    verticalAlign: vertical === 'center' ? 'middle' : vertical,
    ...(/^\d{1,4}(px|%)$/.test(str(column.width))
      ? { width: str(column.width), minWidth: str(column.width) }
      : {}),
  }
}

/** How high a row is; `auto` grows with what it holds up to a limit. */
function rowHeights(el: Json): { row: string | undefined; most: string | undefined } {
  const wanted = str(el.row_height, 'low')
  const isLength = (text: string) => /^\d{1,3}px$/.test(text)
  if (wanted === 'auto') {
    const most = str(el.row_max_height)
    return { row: undefined, most: isLength(most) ? most : '124px' }
  }
  const row = heights[wanted] ?? (isLength(wanted) ? wanted : '32px')
  return { row, most: `max(${row} - 10px, 20px)` }
}

/** Whether a row has room for one line only, which is then cut at the column's end. */
const isLow = (height: string | undefined) =>
  height !== undefined && Number.parseInt(height, 10) < 50

export function TableElement({ el }: { el: Json }) {
  const { style, phone } = useCard()
  const [page, setPage] = useState(0)
  // More columns than these are not shown.
  const columns = list(el.columns).slice(0, 50)
  const rows = list(el.rows)
  const size = Math.min(10, Math.max(1, num(el.page_size, 5)))
  const pages = Math.max(1, Math.ceil(rows.length / size))
  const shown = rows.slice(page * size, page * size + size)
  const head = obj(el.header_style)
  const { row: height, most } = rowHeights(el)
  return (
    <div class="el-table" style={outer(el)}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keys */}
      <div class="table-scroll" tabIndex={0}>
        <table class={flag(el.freeze_first_column) ? 'is-frozen' : ''}>
          <thead>
            <tr>
              {columns.map((column) => (
                <th
                  key={str(column.name)}
                  scope="col"
                  style={{
                    ...cellStyle(column),
                    ...align(head.text_align),
                    ...headStyle(el, style, phone),
                  }}
                >
                  <span style={clamp(num(head.lines, 1))}>{str(column.display_name)}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row, at) => (
              <tr key={at} style={height ? { height } : {}}>
                {columns.map((column) => (
                  <td key={str(column.name)} style={cellStyle(column)}>
                    <div
                      class={`cell ${isLow(height) ? 'is-line' : ''}`}
                      style={{ maxHeight: most }}
                    >
                      <Cell column={column} value={row[str(column.name)]} />
                    </div>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        {rows.length === 0 && <p class="table-empty">暂无数据</p>}
      </div>
      <Pages page={page} pages={pages} onTurn={setPage} />
    </div>
  )
}
