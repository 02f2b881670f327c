import { z } from 'zod'

const NAMES =
  'blue|wathet|turquoise|green|lime|yellow|sunflower|orange|red|carmine|violet|purple|indigo|grey'
const SHADES = '00|50|100|200|300|350|400|500|600|650|700|800|900|950|1000'
export const COLOR_PATTERN = new RegExp(
  `^((${NAMES})(-(${SHADES}))?|neutral|default|white|black|bg-white|rgba\\(.+\\))?$`,
)
export const TEXT_SIZES = [
  'heading-0',
  'heading-1',
  'heading-2',
  'heading-3',
  'heading-4',
  'heading',
  'normal',
  'notation',
  'xxxx-large',
  'xxx-large',
  'xx-large',
  'x-large',
  'large',
  'medium',
  'small',
  'x-small',
]
export const TAG_COLORS = [
  'neutral',
  'blue',
  'turquoise',
  'lime',
  'orange',
  'violet',
  'indigo',
  'wathet',
  'green',
  'yellow',
  'red',
  'purple',
  'carmine',
] as const

/** 1 to 4 lengths in [-99,99]px (margin) or [0,99]px (padding); a bare 0 is allowed. */
export const margin = z.string().regex(/^((0|-?\d{1,2}px)( (0|-?\d{1,2}px)){0,3})?$/, '[-99,99]px')
export const padding = z.string().regex(/^((0|\d{1,2}px)( (0|\d{1,2}px)){0,3})?$/, '[0,99]px')
export const spacing = z
  .string()
  .regex(/^(default|small|medium|large|extra_large|0|\d{1,2}px)?$/, 'small…extra_large or [0,99]px')
export const radius = z.string().regex(/^(\d+px|(\d{1,2}|100)%)?$/, '[0,∞]px or [0,100]%')
/** A colour name, rgba(…), or a key of `config.style.color`, which the walk checks. */
export const color = z.string()
export const align = z.enum(['left', 'center', 'right'])
export const verticalAlign = z.enum(['top', 'center', 'bottom'])
export const direction = z.enum(['vertical', 'horizontal'])
export const text = z.string()
export const whole = z.number().int()

/** A length in px inside [min, max], or one of the words. */
export function length(words: string[], min: number, max: number) {
  return z.string().refine(
    (value) => {
      const px = /^(\d+)px$/.exec(value)
      const fits = px !== null && Number(px[1]) >= min && Number(px[1]) <= max
      return value === '' || words.includes(value) || fits
    },
    `${words.join('|')} or [${min},${max}]px`,
  )
}

const translations = z.record(z.string(), z.string())

const plain = z.strictObject({
  tag: z.literal('plain_text'),
  content: text.optional(),
  i18n_content: translations.optional(),
})
const rich = plain.extend({ tag: z.enum(['plain_text', 'lark_md']) })
const styles = {
  text_size: text.optional(),
  text_color: color.optional(),
  text_align: align.optional(),
  lines: whole.min(1).optional(),
}
/** Text objects: `plain_text` anywhere, `lark_md` where the component takes it. */
export const plainText = plain
export const richText = rich
/** The text of `div` and `checker`, which may be styled. */
export const styledText = rich.extend({ ...styles, content: text })
/** A placeholder is at most 100 characters. */
export const placeholder = plain.extend({
  content: z.string().max(100, 'max 100 characters').optional(),
})

export const icon = z.strictObject({
  tag: z.enum(['standard_icon', 'custom_icon']).optional(),
  token: text.optional(),
  color: color.optional(),
  img_key: text.optional(),
  size: text.optional(),
})
/** The older way to name an icon of the set; `icon` goes before it. */
export const udIcon = z.strictObject({
  tag: text.optional(),
  token: text.optional(),
  style: z.strictObject({ color: color.optional() }).optional(),
})

const filled = plain.extend({ content: text })
export const confirm = z.strictObject({ title: filled, text: filled })

const urls = {
  url: text.optional(),
  pc_url: text.optional(),
  ios_url: text.optional(),
  android_url: text.optional(),
}
export const multiUrl = z.strictObject(urls)
export const linkAction = z.strictObject({ multi_url: multiUrl.optional() })

/** What comes back in `action.value`: an object or a string. */
export const callbackValue = z.union([z.record(z.string(), z.unknown()), z.string()])
export const behaviors = z.array(
  z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('callback'), value: callbackValue.optional() }),
    z.strictObject({ type: z.literal('open_url'), default_url: text.optional(), ...urls }),
  ]),
)
export const children = z.array(z.unknown())

/** What every component may have; `fallback` says what older clients draw instead. */
export const common = {
  element_id: text.optional(),
  margin: margin.optional(),
  fallback: z.unknown().optional(),
}
/** How a container lays out what is in it. */
export const layout = {
  direction: direction.optional(),
  horizontal_spacing: spacing.optional(),
  horizontal_align: align.optional(),
  vertical_spacing: spacing.optional(),
  vertical_align: verticalAlign.optional(),
}
