import { useState } from 'preact/hooks'
import { Glyph } from '../card/icons.tsx'
import { useModel } from '../hooks.ts'
import { Sheet } from './overlay.tsx'

/** Title, paragraphs and pictures in one message: the platform delivers it as a post. */
export function PostSheet({ onClose }: { onClose(): void }) {
  const { model } = useModel()
  const [title, setTitle] = useState('')
  const [text, setText] = useState('')
  const [images, setImages] = useState<File[]>([])
  const empty = text.trim() === '' && images.length === 0
  const send = () => {
    if (empty) return
    onClose()
    void model.sendPost({ title: title.trim(), text: text.trim(), images })
  }
  return (
    <Sheet title="图文 Post" onClose={onClose}>
      <form
        class="place-form"
        onSubmit={(event) => {
          event.preventDefault()
          send()
        }}
      >
        <input
          placeholder="标题(可不填)"
          aria-label="标题 Title"
          value={title}
          onInput={(event) => setTitle(event.currentTarget.value)}
        />
        <textarea
          rows={5}
          placeholder="一行是一段,可以写 @名字"
          aria-label="正文 Text"
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <div class="post-images">
          {images.map((image, at) => (
            <button
              key={`${image.name}/${at}`}
              type="button"
              aria-label={`去掉 ${image.name}`}
              title={`去掉 ${image.name}`}
              onClick={() => setImages(images.filter((_, place) => place !== at))}
            >
              <img src={URL.createObjectURL(image)} alt="" />
              <Glyph name="close" />
            </button>
          ))}
          <label class="photo-source">
            <Glyph name="image" />
            <span>加图片</span>
            <input
              type="file"
              accept="image/*"
              multiple
              aria-label="加图片 Add images"
              onChange={(event) => {
                setImages([...images, ...(event.currentTarget.files ?? [])])
                event.currentTarget.value = ''
              }}
            />
          </label>
        </div>
        <button type="submit" class="main-button" disabled={empty}>
          发送图文
        </button>
      </form>
    </Sheet>
  )
}
