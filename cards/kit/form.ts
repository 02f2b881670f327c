/** Forms whose field names are the keys of the action's form schema: a typo does not compile. */
import type { ActionCall } from './action.ts'
import { type Element, flatten, type Part, plainText } from './card.ts'
import type { Choice } from './elements.ts'

interface FieldOptions {
  readonly label: string
  readonly placeholder?: string
  readonly required?: boolean
  readonly initial?: string | undefined
}

export interface Fields<Name extends string> {
  line(name: Name, options: FieldOptions): Element
  textArea(name: Name, options: FieldOptions): Element
  select(name: Name, options: FieldOptions & { choices: readonly Choice[] }): Element[]
  /** Several choices: the field is `optionalTexts`. */
  many(
    name: Name,
    options: Omit<FieldOptions, 'initial'> & {
      choices: readonly Choice[]
      chosen?: readonly string[]
    },
  ): Element[]
  date(name: Name, options: FieldOptions): Element[]
}

function input(name: string, options: FieldOptions): Element {
  return {
    tag: 'input',
    name,
    label: plainText(options.label),
    label_position: 'top',
    ...(options.placeholder ? { placeholder: plainText(options.placeholder.slice(0, 100)) } : {}),
    ...(options.required ? { required: true } : {}),
    ...(options.initial ? { default_value: options.initial.slice(0, 1000) } : {}),
    width: 'fill',
  }
}

const label = (options: FieldOptions): Element => ({
  tag: 'div',
  text: { tag: 'plain_text', content: options.required ? `${options.label} *` : options.label },
  // As near to its field as the labels that inputs carry themselves.
  margin: '0px 0px -6px 0px',
})

function fields<Name extends string>(): Fields<Name> {
  return {
    line: (name, options) => input(name, options),
    textArea: (name, options) => ({
      ...input(name, options),
      input_type: 'multiline_text',
      rows: 3,
      auto_resize: true,
      max_length: 1000,
    }),
    select: (name, options) => [
      label(options),
      {
        tag: 'select_static',
        name,
        placeholder: plainText((options.placeholder ?? options.label).slice(0, 100)),
        options: options.choices.map((choice) => ({
          text: plainText(choice.label),
          value: choice.value,
        })),
        ...(options.required ? { required: true } : {}),
        ...(options.choices.some((c) => c.value === options.initial)
          ? { initial_option: options.initial }
          : {}),
        width: 'fill',
      },
    ],
    many: (name, options) => [
      label(options),
      {
        tag: 'multi_select_static',
        name,
        placeholder: plainText((options.placeholder ?? options.label).slice(0, 100)),
        options: options.choices.map((choice) => ({
          text: plainText(choice.label),
          value: choice.value,
        })),
        // The platform takes several choices as required unless it is told otherwise.
        required: options.required ?? false,
        ...(options.chosen?.length ? { selected_values: [...options.chosen] } : {}),
        width: 'fill',
      },
    ],
    date: (name, options) => [
      label(options),
      {
        tag: 'date_picker',
        name,
        placeholder: plainText((options.placeholder ?? options.label).slice(0, 100)),
        ...(options.initial ? { initial_date: options.initial } : {}),
        ...(options.required ? { required: true } : {}),
        width: 'fill',
      },
    ],
  }
}

/** A form with one submit button; its name is the action's, so that it is unique on the card. */
export function form<Name extends string>(
  call: ActionCall<Name>,
  submit: string,
  build: (f: Fields<Name>) => readonly Part[],
  options: { kind?: 'primary' | 'default' } = {},
): Element {
  const name = call.name.replace(/\W/g, '_')
  return {
    tag: 'form',
    name: `form_${name}`,
    elements: [
      ...flatten(build(fields<Name>())),
      {
        tag: 'button',
        name: `submit_${name}`,
        text: plainText(submit),
        type: options.kind === 'default' ? 'default' : 'primary_filled',
        width: 'fill',
        form_action_type: 'submit',
        behaviors: [{ type: 'callback', value: call.value }],
      },
    ],
  }
}
