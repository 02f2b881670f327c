import { z } from 'zod'
import {
  color,
  icon,
  layout,
  multiUrl,
  padding,
  plainText,
  richText,
  TAG_COLORS,
  text,
} from './values.ts'

export const TEMPLATES = [
  'blue',
  'wathet',
  'turquoise',
  'green',
  'yellow',
  'orange',
  'red',
  'carmine',
  'violet',
  'purple',
  'indigo',
  'grey',
  'default',
] as const

const textTag = z.strictObject({
  tag: z.literal('text_tag'),
  element_id: text.optional(),
  text: plainText.optional(),
  color: z.enum(TAG_COLORS).optional(),
})
const textTags = z.array(textTag)

const header = z.strictObject({
  title: richText.optional(),
  subtitle: richText.optional(),
  text_tag_list: textTags.optional(),
  i18n_text_tag_list: z.record(z.string(), textTags).optional(),
  template: z.enum(TEMPLATES).optional(),
  icon: icon.optional(),
  padding: padding.optional(),
})

const config = z.strictObject({
  streaming_mode: z.boolean().optional(),
  streaming_config: z.record(z.string(), z.unknown()).optional(),
  summary: z
    .strictObject({ content: text, i18n_content: z.record(z.string(), text).optional() })
    .optional(),
  locales: z.array(text).optional(),
  enable_forward: z.boolean().optional(),
  update_multi: z.boolean().optional(),
  width_mode: z.enum(['default', 'compact', 'fill']).optional(),
  use_custom_translation: z.boolean().optional(),
  enable_forward_interaction: z.boolean().optional(),
  style: z
    .strictObject({
      text_size: z
        .record(
          z.string(),
          z.strictObject({
            default: text.optional(),
            pc: text.optional(),
            mobile: text.optional(),
          }),
        )
        .optional(),
      color: z
        .record(z.string(), z.strictObject({ light_mode: color, dark_mode: color }))
        .optional(),
    })
    .optional(),
})

/** The card around its elements. */
export const frame = z.strictObject({
  schema: z.literal('2.0'),
  config: config.optional(),
  card_link: multiUrl.optional(),
  header: header.optional(),
  // In the platform's own samples of 2.0, without effect there.
  i18n_header: z.unknown().optional(),
  fallback: z.unknown().optional(),
  body: z
    .strictObject({
      ...layout,
      padding: padding.optional(),
      elements: z.array(z.unknown()).optional(),
    })
    .optional(),
})
