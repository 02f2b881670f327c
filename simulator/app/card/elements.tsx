import type { FunctionComponent } from 'preact'
import { type Json, list, str } from '../json.ts'
import { ButtonElement } from './button.tsx'
import { ChartElement } from './chart.tsx'
import { CheckerElement } from './checker.tsx'
import { DateElement } from './dates.tsx'
import { FormElement } from './form.tsx'
import { jsonKey } from './hash.ts'
import { InputElement } from './input.tsx'
import { ColumnSet, InteractiveContainer } from './layout.tsx'
import { ImageCombination, ImageElement, Rule } from './media.tsx'
import { OverflowElement } from './overflow.tsx'
import { CollapsiblePanel } from './panel.tsx'
import { PersonElement, PersonList } from './person.tsx'
import { MultiSelectElement, SelectElement } from './select.tsx'
import { SelectImage } from './select-img.tsx'
import { TableElement } from './table.tsx'
import { DivElement, MarkdownElement } from './text.tsx'

type ElementView = FunctionComponent<{ el: Json }>

function Unknown({ el }: { el: Json }) {
  return (
    <div class="el-unknown" role="note">
      不认识的组件 <code>{str(el.tag) || '(无 tag)'}</code>
      <small>unknown component</small>
    </div>
  )
}

const views: Record<string, ElementView> = {
  markdown: MarkdownElement,
  div: DivElement,
  plain_text: ({ el }) => <DivElement el={{ text: el }} />,
  lark_md: ({ el }) => <DivElement el={{ text: el }} />,
  img: ImageElement,
  img_combination: ImageCombination,
  hr: Rule,
  person: PersonElement,
  person_list: PersonList,
  column_set: ColumnSet,
  button: ButtonElement,
  form: FormElement,
  input: InputElement,
  select_static: SelectElement,
  multi_select_static: MultiSelectElement,
  select_person: SelectElement,
  multi_select_person: MultiSelectElement,
  select_img: SelectImage,
  date_picker: DateElement,
  picker_time: DateElement,
  picker_datetime: DateElement,
  checker: CheckerElement,
  overflow: OverflowElement,
  collapsible_panel: CollapsiblePanel,
  interactive_container: InteractiveContainer,
  table: TableElement,
  chart: ChartElement,
}

interface ElementsProps {
  items: Json[]
  gap: string
  direction?: string | undefined
  /** Along the line: left, center, right. */
  align?: string | undefined
  /** Across it: top, center, bottom. */
  cross?: string | undefined
}

export function Elements({ items, gap, direction, align, cross }: ElementsProps) {
  const isRow = direction === 'horizontal'
  // One below the other, only what is narrower than the column moves: the style sheet knows what.
  const moved = !isRow && align && align !== 'flex-start' ? `items-${align}` : ''
  const style = isRow
    ? { gap, ...(align ? { justifyContent: align } : {}), ...(cross ? { alignItems: cross } : {}) }
    : { gap, ...(cross ? { justifyContent: cross } : {}) }
  return (
    <div class={`elements ${isRow ? 'is-row' : ''} ${moved}`} style={style}>
      {items.map((el, at) => {
        const View = views[str(el.tag)] ?? Unknown
        return <View key={`${at}:${jsonKey(el)}`} el={el} />
      })}
    </div>
  )
}

export const bodyElements = (card: Json, body: Json): Json[] => list(body.elements ?? card.elements)
