import { z } from 'zod'
import {
  align,
  common,
  icon,
  length,
  plainText,
  radius,
  richText,
  styledText,
  text,
  udIcon,
  verticalAlign,
  whole,
} from './values.ts'

const personSize = z.enum(['extra_small', 'small', 'medium', 'large'])

const tableColumn = z.strictObject({
  name: text.min(1),
  display_name: text.optional(),
  width: z
    .string()
    .regex(/^(auto|\d{2,3}px|\d{1,3}%)$/, 'auto, [80,600]px or [1,100]%')
    .optional(),
  vertical_align: verticalAlign.optional(),
  horizontal_align: align.optional(),
  data_type: z.enum(['text', 'lark_md', 'markdown', 'number', 'options', 'persons', 'date']),
  format: z
    .strictObject({
      precision: whole.min(0).max(10).optional(),
      symbol: text.max(1, 'one character').optional(),
      separator: z.boolean().optional(),
    })
    .optional(),
  date_format: text.optional(),
})

/** Components that show. */
export const content: Record<string, z.ZodType> = {
  markdown: z.strictObject({
    ...common,
    tag: text,
    content: text,
    i18n_content: z.record(z.string(), text).optional(),
    text_align: align.optional(),
    text_size: text.optional(),
    icon: icon.optional(),
  }),
  div: z.strictObject({
    ...common,
    tag: text,
    text: styledText.optional(),
    icon: icon.optional(),
    width: length(['fill', 'auto'], 16, 999).optional(),
    fields: z
      .array(z.strictObject({ is_short: z.boolean().optional(), text: richText }))
      .optional(),
  }),
  img: z.strictObject({
    ...common,
    tag: text,
    img_key: text.min(1),
    alt: plainText.optional(),
    title: plainText.optional(),
    scale_type: z.enum(['crop_center', 'crop_top', 'fit_horizontal']).optional(),
    size: z
      .string()
      .regex(
        /^(large|medium|small|tiny|stretch|crop_center|crop_top|\d{1,4}px \d{1,4}px)?$/,
        'a size or "w px h px"',
      )
      .optional(),
    corner_radius: radius.optional(),
    transparent: z.boolean().optional(),
    preview: z.boolean().optional(),
    // Kept from schema 1.0.
    mode: text.optional(),
    custom_width: z.union([text, whole]).optional(),
    compact_width: z.boolean().optional(),
  }),
  img_combination: z.strictObject({
    ...common,
    tag: text,
    combination_mode: z.enum(['double', 'triple', 'bisect', 'trisect']),
    combination_transparent: z.boolean().optional(),
    corner_radius: radius.optional(),
    img_list: z
      .array(z.strictObject({ img_key: text.min(1), transparent: z.boolean().optional() }))
      .min(1),
  }),
  hr: z.strictObject({ ...common, tag: text }),
  person: z.strictObject({
    ...common,
    tag: text,
    user_id: text.min(1),
    size: personSize.optional(),
    show_avatar: z.boolean().optional(),
    show_name: z.boolean().optional(),
    style: z.enum(['normal', 'capsule']).optional(),
  }),
  person_list: z.strictObject({
    ...common,
    tag: text,
    persons: z.array(z.strictObject({ id: text.min(1) })).min(1),
    size: personSize.optional(),
    lines: whole.min(1).optional(),
    show_avatar: z.boolean().optional(),
    show_name: z.boolean().optional(),
    drop_invalid_user_id: z.boolean().optional(),
    icon: icon.optional(),
    ud_icon: udIcon.optional(),
  }),
  table: z.strictObject({
    ...common,
    tag: text,
    page_size: whole.min(1).max(10, '[1,10]').optional(),
    row_height: length(['low', 'middle', 'high', 'auto'], 32, 124).optional(),
    row_max_height: length([], 32, 999).optional(),
    header_style: z
      .strictObject({
        text_align: align.optional(),
        text_size: z.enum(['normal', 'heading']).optional(),
        background_style: z.enum(['grey', 'none']).optional(),
        text_color: z.enum(['default', 'grey']).optional(),
        bold: z.boolean().optional(),
        lines: whole.min(1).optional(),
      })
      .optional(),
    freeze_first_column: z.boolean().optional(),
    columns: z.array(tableColumn).min(1),
    rows: z.array(z.record(z.string(), z.unknown())),
  }),
  chart: z.strictObject({
    ...common,
    tag: text,
    aspect_ratio: z.enum(['1:1', '2:1', '4:3', '16:9']).optional(),
    color_theme: z.enum(['brand', 'rainbow', 'complementary', 'converse', 'primary']).optional(),
    chart_spec: z.record(z.string(), z.unknown()),
    preview: z.boolean().optional(),
    height: length(['auto'], 1, 999).optional(),
  }),
}
