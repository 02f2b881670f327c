import { z } from 'zod'
import {
  behaviors,
  callbackValue,
  common,
  confirm,
  icon,
  length,
  margin,
  multiUrl,
  placeholder,
  plainText,
  styledText,
  text,
  whole,
} from './values.ts'

const width = length(['default', 'fill'], 100, Number.MAX_SAFE_INTEGER)
const border = z.enum(['default', 'text'])

/** What every component that takes input may have. */
const interactive = {
  ...common,
  tag: text,
  name: text.optional(),
  required: z.boolean().optional(),
  disabled: z.boolean().optional(),
  disabled_tips: plainText.optional(),
  behaviors: behaviors.optional(),
  confirm: confirm.optional(),
}

const staticOption = z.strictObject({ text: plainText, value: text.min(1), icon: icon.optional() })
const personOption = z.strictObject({ value: text })

const picker = {
  ...interactive,
  placeholder: placeholder.optional(),
  width: width.optional(),
  value: callbackValue.optional(),
}
const select = {
  ...interactive,
  type: border.optional(),
  placeholder: placeholder.optional(),
  width: width.optional(),
}
const date = (format: RegExp, words: string) => z.string().regex(format, words).optional()

const { required: _, ...clickable } = interactive

/** Components that take input. */
export const inputs: Record<string, z.ZodType> = {
  button: z.strictObject({
    ...clickable,
    text: plainText.optional(),
    type: z
      .enum([
        'default',
        'primary',
        'danger',
        'text',
        'primary_text',
        'danger_text',
        'primary_filled',
        'danger_filled',
        'laser',
      ])
      .optional(),
    size: z.enum(['tiny', 'small', 'medium', 'large']).optional(),
    width: width.optional(),
    icon: icon.optional(),
    hover_tips: plainText.optional(),
    form_action_type: z.enum(['submit', 'reset']).optional(),
    // The older word for what a button does, still in use.
    action_type: z.enum(['link', 'request', 'multi', 'form_submit', 'form_reset']).optional(),
    url: text.optional(),
    multi_url: multiUrl.optional(),
    value: callbackValue.optional(),
  }),
  input: z.strictObject({
    ...interactive,
    placeholder: placeholder.optional(),
    default_value: text.optional(),
    width: width.optional(),
    max_length: whole.min(1).max(1000, '[1,1000]').optional(),
    input_type: z.enum(['text', 'multiline_text', 'password']).optional(),
    show_icon: z.boolean().optional(),
    rows: whole.min(1).optional(),
    auto_resize: z.boolean().optional(),
    max_rows: whole.min(1).optional(),
    label: plainText.optional(),
    label_position: z.enum(['top', 'left']).optional(),
    value: callbackValue.optional(),
  }),
  select_static: z.strictObject({
    ...select,
    options: z.array(staticOption).optional(),
    initial_option: text.optional(),
    initial_index: whole.min(0).optional(),
  }),
  multi_select_static: z.strictObject({
    ...select,
    options: z.array(staticOption).optional(),
    selected_values: z.array(text).optional(),
  }),
  select_person: z.strictObject({
    ...select,
    options: z.array(personOption).optional(),
    initial_option: text.optional(),
  }),
  multi_select_person: z.strictObject({
    ...select,
    options: z.array(personOption).optional(),
    selected_values: z.array(text).optional(),
  }),
  date_picker: z.strictObject({
    ...picker,
    initial_date: date(/^\d{4}-\d{2}-\d{2}$/, 'yyyy-MM-dd'),
  }),
  picker_time: z.strictObject({ ...picker, initial_time: date(/^\d{2}:\d{2}$/, 'HH:mm') }),
  picker_datetime: z.strictObject({
    ...picker,
    initial_datetime: date(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/, 'yyyy-MM-dd HH:mm'),
  }),
  checker: z.strictObject({
    ...clickable,
    padding: margin.optional(),
    checked: z.boolean().optional(),
    text: styledText.optional(),
    overall_checkable: z.boolean().optional(),
    button_area: z
      .strictObject({
        pc_display_rule: z.enum(['always', 'on_hover']).optional(),
        buttons: z.array(z.unknown()).max(3, 'at most 3 buttons').optional(),
      })
      .optional(),
    checked_style: z
      .strictObject({
        show_strikethrough: z.boolean().optional(),
        opacity: z.number().min(0).max(1).optional(),
      })
      .optional(),
    hover_tips: plainText.optional(),
  }),
  select_img: z.strictObject({
    ...interactive,
    multi_select: z.boolean().optional(),
    layout: z.enum(['stretch', 'bisect', 'trisect']).optional(),
    can_preview: z.boolean().optional(),
    aspect_ratio: z.enum(['1:1', '16:9', '4:3']).optional(),
    value: callbackValue.optional(),
    options: z
      .array(
        z.strictObject({
          img_key: text.min(1),
          value: text.optional(),
          disabled: z.boolean().optional(),
          disabled_tips: plainText.optional(),
          hover_tips: plainText.optional(),
        }),
      )
      .min(1),
  }),
  overflow: z.strictObject({
    ...common,
    tag: text,
    width: width.optional(),
    value: z.record(z.string(), z.unknown()).optional(),
    behaviors: behaviors.optional(),
    confirm: confirm.optional(),
    options: z
      .array(
        z.strictObject({
          text: placeholder.optional(),
          value: text.optional(),
          multi_url: multiUrl.optional(),
        }),
      )
      .min(1),
  }),
}
