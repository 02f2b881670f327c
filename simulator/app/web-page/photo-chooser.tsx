import { useState } from 'preact/hooks'
import { Glyph } from '../card/icons.tsx'
import { useModel, useNarrow, usePresets } from '../hooks.ts'
import { Camera } from '../ui/camera.tsx'
import { Sheet } from '../ui/overlay.tsx'

interface PhotoChooserProps {
  /** `camera`, `album`, or both, as the page asked. */
  sources: string[]
  most: number
  /** None = cancelled. */
  onChoose(photos: File[]): void
}

/** What opens on the phone when a page asks for photos. */
export function PhotoChooser({ sources, most, onChoose }: PhotoChooserProps) {
  const { model } = useModel()
  const { photos } = usePresets()
  const narrow = useNarrow()
  const camera = sources.includes('camera')
  const album = sources.includes('album')
  const [live, setLive] = useState(false)
  const takeSample = async (label: string, url: string) => {
    try {
      const response = await fetch(url)
      const blob = await response.blob()
      onChoose([new File([blob], `${label}.jpg`, { type: blob.type || 'image/jpeg' })])
    } catch (error) {
      model.fail(error)
    }
  }
  const title = camera && album ? '拍照或选照片' : camera ? '拍照 Camera' : '从相册选 Album'
  return (
    <Sheet title={title} onClose={() => onChoose([])}>
      <div class="photo-sources">
        {camera && !narrow && (
          <button type="button" class="photo-source" onClick={() => setLive(!live)}>
            <Glyph name="camera" />
            <span>本机摄像头</span>
          </button>
        )}
        {(album || narrow) && (
          <label class="photo-source">
            <Glyph name={album ? 'image' : 'camera'} />
            <span>{album ? '选文件' : '拍照'}</span>
            <input
              type="file"
              accept="image/*"
              multiple={album && most > 1}
              capture={album ? undefined : 'environment'}
              aria-label="选照片 Choose photos"
              onChange={(event) => {
                const chosen = [...(event.currentTarget.files ?? [])].slice(0, most)
                if (chosen.length > 0) onChoose(chosen)
              }}
            />
          </label>
        )}
      </div>
      {live && (
        <Camera
          onPhoto={(photo) => onChoose([photo])}
          onFailure={() => {
            setLive(false)
            model.toast({ type: 'info', content: '用不了摄像头,请用样片' })
          }}
        />
      )}
      <h3 class="sheet-label">样片 Samples</h3>
      <div class="photo-presets">
        {photos.map((one) => (
          <button key={one.url} type="button" onClick={() => void takeSample(one.label, one.url)}>
            <img src={one.url} alt="" loading="lazy" />
            <span>{one.label}</span>
          </button>
        ))}
      </div>
    </Sheet>
  )
}
