import { z } from 'zod'
import {
  behaviors,
  children,
  color,
  common,
  confirm,
  icon,
  layout,
  length,
  linkAction,
  margin,
  padding,
  plainText,
  radius,
  text,
  verticalAlign,
  whole,
} from './values.ts'

const panelHeader = z.strictObject({
  title: z
    .strictObject({
      tag: z.enum(['plain_text', 'markdown']),
      content: text.optional(),
      i18n_content: z.record(z.string(), text).optional(),
      text_size: text.optional(),
      text_color: color.optional(),
    })
    .optional(),
  background_color: color.optional(),
  vertical_align: verticalAlign.optional(),
  padding: margin.optional(),
  position: z.enum(['top', 'bottom']).optional(),
  width: z.enum(['auto', 'fill', 'auto_when_fold']).optional(),
  icon: icon.optional(),
  icon_position: z.enum(['left', 'right', 'follow_text']).optional(),
  icon_expanded_angle: z
    .union([z.literal(-180), z.literal(-90), z.literal(90), z.literal(180)])
    .optional(),
})

/** Components that hold others; what may stand in which is checked by the walk. */
export const containers: Record<string, z.ZodType> = {
  column_set: z.strictObject({
    ...common,
    tag: text,
    horizontal_spacing: layout.horizontal_spacing,
    horizontal_align: layout.horizontal_align,
    flex_mode: z.enum(['none', 'stretch', 'flow', 'bisect', 'trisect']).optional(),
    background_style: color.optional(),
    action: linkAction.optional(),
    columns: children.min(1),
  }),
  column: z.strictObject({
    ...common,
    ...layout,
    tag: text,
    background_style: color.optional(),
    width: length(['auto', 'weighted'], 16, 600).optional(),
    weight: whole.min(1).max(5, '[1,5]').optional(),
    padding: padding.optional(),
    action: linkAction.optional(),
    elements: children.optional(),
  }),
  form: z.strictObject({
    ...common,
    ...layout,
    tag: text,
    padding: margin.optional(),
    // Its own rule says that it must be there, in other words.
    name: text.optional(),
    elements: children,
  }),
  collapsible_panel: z.strictObject({
    ...common,
    ...layout,
    tag: text,
    padding: padding.optional(),
    expanded: z.boolean().optional(),
    background_color: color.optional(),
    header: panelHeader,
    border: z
      .strictObject({ color: color.optional(), corner_radius: radius.optional() })
      .optional(),
    elements: children.optional(),
  }),
  interactive_container: z.strictObject({
    ...common,
    ...layout,
    tag: text,
    width: length(['fill', 'auto'], 16, 999).optional(),
    height: length(['auto'], 10, 999).optional(),
    background_style: color.optional(),
    has_border: z.boolean().optional(),
    border_color: color.optional(),
    corner_radius: radius.optional(),
    padding: margin.optional(),
    behaviors: behaviors.min(1),
    hover_tips: plainText.optional(),
    disabled: z.boolean().optional(),
    disabled_tips: plainText.optional(),
    confirm: confirm.optional(),
    elements: children,
  }),
}
