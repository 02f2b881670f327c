import type { CSSProperties } from 'preact'
import { useState } from 'preact/hooks'
import { flag, type Json, list, str, textOf } from '../json.ts'
import { Overlay } from '../ui/overlay.tsx'
import { useCard } from './context.ts'
import { Glyph } from './icons.tsx'
import { outer, radius } from './units.ts'

interface CardImageProps {
  imageKey: string
  alt: string
  class?: string
  style?: CSSProperties
  preview?: boolean
}

export function CardImage({ imageKey, alt, class: className, style, preview }: CardImageProps) {
  const { imageUrl } = useCard()
  const [failed, setFailed] = useState(false)
  const { open, lightbox } = useLightbox(imageKey, alt)
  const src = imageUrl(imageKey)
  if (failed || !imageKey) {
    return (
      <span class={`image-missing ${className ?? ''}`} style={style} role="img" aria-label={alt}>
        <Glyph name="image" />
        {alt && <span>{alt}</span>}
      </span>
    )
  }
  const image = (
    <img class={className} style={style} src={src} alt={alt} onError={() => setFailed(true)} />
  )
  if (!preview) return image
  return (
    <>
      <button
        type="button"
        class="image-button"
        aria-label={`查看图片 ${alt}`}
        onClick={(event) => {
          event.stopPropagation()
          open()
        }}
      >
        {image}
      </button>
      {lightbox}
    </>
  )
}

/** An image enlarged over the chat, once it is opened. */
export function useLightbox(imageKey: string, alt: string) {
  const { imageUrl } = useCard()
  const [isOpen, setOpen] = useState(false)
  const close = () => setOpen(false)
  return {
    open: () => setOpen(true),
    lightbox: isOpen && <Lightbox src={imageUrl(imageKey)} alt={alt} onClose={close} />,
  }
}

export function Lightbox({ src, alt, onClose }: { src: string; alt: string; onClose(): void }) {
  return (
    <Overlay onClose={onClose} kind="lightbox" label={alt || '图片'}>
      <button type="button" class="lightbox" aria-label="关闭图片" onClick={onClose}>
        <img src={src} alt={alt} />
      </button>
    </Overlay>
  )
}

const namedSizes: Record<string, string> = {
  large: '160px 160px',
  medium: '80px 80px',
  small: '40px 40px',
  tiny: '16px 16px',
}

/** Where a card still says `mode`, it is the older word for how an image is cut. */
function imageStyle(el: Json): CSSProperties {
  const size = namedSizes[str(el.size)] ?? str(el.size)
  const [width, height] = /^\d{1,4}px \d{1,4}px$/.test(size) ? size.split(' ') : []
  const scale = str(el.scale_type) || str(el.mode)
  // An image with a size is cut to it unless the card says otherwise.
  const isCut = scale.startsWith('crop') || (!scale && width !== undefined)
  const crop: CSSProperties = isCut
    ? { objectFit: 'cover', objectPosition: scale === 'crop_top' ? 'top' : 'center' }
    : { objectFit: width ? 'contain' : 'fill' }
  const most = flag(el.compact_width) ? '278px' : Number.parseInt(str(el.custom_width), 10)
  return {
    width: width ?? '100%',
    ...(most ? { maxWidth: most } : {}),
    ...(flag(el.transparent) ? {} : { background: 'var(--picture)' }),
    ...(height ? { height } : scale.startsWith('crop') ? { aspectRatio: '4 / 3' } : {}),
    ...crop,
    borderRadius: radius(el.corner_radius) ?? '8px',
  }
}

export function ImageElement({ el }: { el: Json }) {
  const title = textOf(el.title)
  return (
    <figure class="el-img" style={outer(el)}>
      <CardImage
        imageKey={str(el.img_key)}
        alt={textOf(el.alt)}
        class="el-img-picture"
        style={imageStyle(el)}
        preview={flag(el.preview, true)}
      />
      {title && <figcaption>{title}</figcaption>}
    </figure>
  )
}

const room: Record<string, number> = { double: 2, triple: 3, bisect: 6, trisect: 9 }

export function ImageCombination({ el }: { el: Json }) {
  const mode = str(el.combination_mode, 'trisect')
  const corner = radius(el.corner_radius)
  return (
    <div
      class={`el-combination mode-${mode}`}
      style={{
        ...outer(el),
        ...(corner ? { '--corner': corner } : {}),
        ...(flag(el.combination_transparent) ? { '--picture': 'transparent' } : {}),
      }}
    >
      {list(el.img_list)
        .slice(0, room[mode] ?? 9)
        .map((one, at) => (
          <CardImage key={at} imageKey={str(one.img_key)} alt={`图片 ${at + 1}`} preview />
        ))}
    </div>
  )
}

export function Rule({ el }: { el: Json }) {
  return <hr class="card-hr" style={outer(el)} />
}
