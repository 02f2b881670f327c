import { useRef, useState } from 'preact/hooks'
import { Glyph } from '../card/icons.tsx'
import { Lightbox } from '../card/media.tsx'
import { usePlacesOnce } from '../hooks.ts'
import { MiniMap } from '../map/mini-map.tsx'
import type { MessageView } from '../types.ts'

export function LocationBubble({ location }: { location: NonNullable<MessageView['location']> }) {
  const places = usePlacesOnce()
  const point = { lng: Number(location.lng), lat: Number(location.lat) }
  const at = `${point.lng.toFixed(5)}, ${point.lat.toFixed(5)}`
  return (
    <div class="location" title={at}>
      <div class="location-text">
        <strong>{location.name || '位置'}</strong>
        <small>{at}</small>
      </div>
      <MiniMap point={point} places={places} />
      <span class="location-pin">
        <Glyph name="location" />
      </span>
    </div>
  )
}

function sizeWords(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`
}

export function FileBubble({ file }: { file: NonNullable<MessageView['file']> }) {
  return (
    <a class="file" href={file.url} download={file.name}>
      <span class="file-text">
        <strong>{file.name}</strong>
        <small>{sizeWords(file.size)}</small>
      </span>
      <span class="file-icon">
        <Glyph name="file" />
      </span>
    </a>
  )
}

export function ImageBubble({ src }: { src: string }) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <button type="button" class="photo" aria-label="查看图片" onClick={() => setOpen(true)}>
        <img src={src} alt="图片消息" loading="lazy" />
      </button>
      {open && <Lightbox src={src} alt="图片消息" onClose={() => setOpen(false)} />}
    </>
  )
}

const shortestPx = 72
const longestPx = 220
const longestMs = 60_000

/** As wide as it is long, as the client draws it. */
export function AudioBubble({ audio }: { audio: NonNullable<MessageView['audio']> }) {
  const sound = useRef<HTMLAudioElement>(null)
  const [playing, setPlaying] = useState(false)
  const seconds = Math.max(1, Math.round(audio.durationMs / 1000))
  const share = Math.min(1, audio.durationMs / longestMs)
  const toggle = () => {
    const element = sound.current
    if (!element) return
    if (element.paused) void element.play().catch(() => setPlaying(false))
    else element.pause()
  }
  return (
    <button
      type="button"
      class={`bubble voice ${playing ? 'is-playing' : ''}`}
      style={{ width: `${shortestPx + (longestPx - shortestPx) * share}px` }}
      aria-label={`语音 ${seconds} 秒,${playing ? '暂停' : '播放'}`}
      onClick={toggle}
    >
      <Glyph name={playing ? 'mic' : 'play'} />
      <span>{seconds}″</span>
      {/* biome-ignore lint/a11y/useMediaCaption: a voice message has none */}
      <audio
        ref={sound}
        src={audio.url}
        preload="none"
        onPlay={() => setPlaying(true)}
        onPause={() => setPlaying(false)}
        onEnded={() => setPlaying(false)}
      />
    </button>
  )
}
