import { useCallback, useMemo, useRef, useState } from 'preact/hooks'
import { type Json, list, obj, str, textOf } from '../json.ts'
import { knownFamily, shade } from './colors.ts'
import { CardContext, type CardHost, type CardScope, follow } from './context.ts'
import { bodyElements, Elements } from './elements.tsx'
import { hasIcon, Icon } from './icons.tsx'
import { TextTag } from './marks.tsx'
import { TextObject } from './text.tsx'
import { box, layoutOf } from './units.ts'

function Header({ header }: { header: Json }) {
  const family = knownFamily(header.template, 'default')
  const tinted = family !== 'default'
  // A subtitle by itself is drawn as the title.
  const hasTitle = textOf(header.title) !== ''
  const title = hasTitle ? header.title : header.subtitle
  const subtitle = hasTitle ? header.subtitle : undefined
  const translated = list(obj(header.i18n_text_tag_list).zh_cn)
  const tags = translated.length > 0 ? translated : list(header.text_tag_list)
  return (
    <header
      class={`card-header ${tinted ? 'is-tinted' : ''}`}
      style={{
        ...(tinted ? { background: shade(family, 100), color: shade(family, 800) } : {}),
        ...(box(header.padding) ? { padding: box(header.padding) } : {}),
      }}
    >
      {hasIcon(header) && (
        <span class="card-header-icon">
          <Icon icon={header.icon} />
        </span>
      )}
      <div class="card-titles">
        <div class="card-title-line">
          <h3 class="card-title">
            <TextObject text={title} />
          </h3>
          {tags.slice(0, 3).map((tag, at) => (
            <TextTag key={at} color={str(tag.color, 'blue')}>
              {textOf(tag.text)}
            </TextTag>
          ))}
        </div>
        {textOf(subtitle) && (
          <p class="card-subtitle">
            <TextObject text={subtitle} />
          </p>
        )}
      </div>
    </header>
  )
}

interface CardProps {
  card: Json
  host: CardHost
}

/** One card as the client draws it: header, body, and a lock while a click is on its way. */
export function CardView({ card, host }: CardProps) {
  const [pending, setPending] = useState('')
  const locked = useRef(false)
  const hostNow = useRef(host)
  hostNow.current = host
  const act = useCallback<CardScope['act']>((control, action) => {
    if (locked.current) return
    locked.current = true
    setPending(control)
    void hostNow.current.click(action).finally(() => {
      locked.current = false
      setPending('')
    })
  }, [])

  const config = obj(card.config)
  const body = obj(card.body)
  const style = obj(config.style)
  const scope = useMemo<CardScope>(
    () => ({ ...host, busy: pending !== '', pending, act, style }),
    [host, pending, act, style],
  )
  const link = obj(card.card_link)
  const linked = Object.values(link).some((address) => str(address) !== '')
  return (
    <CardContext.Provider value={scope}>
      <article
        class={`card width-${str(config.width_mode, 'default')} ${host.phone ? 'is-phone' : 'is-wide'}`}
        aria-busy={pending !== ''}
        aria-label={textOf(obj(card.header).title) || '卡片'}
        {...(linked ? { onClick: () => follow(scope, { multi_url: link }) } : {})}
      >
        {linked && (
          <button
            type="button"
            class="sr-only"
            onClick={(event) => {
              event.stopPropagation()
              follow(scope, { multi_url: link })
            }}
          >
            打开卡片链接
          </button>
        )}
        {Object.keys(obj(card.header)).length > 0 && <Header header={obj(card.header)} />}
        <div class="card-body" style={{ padding: box(body.padding) ?? '12px' }}>
          <Elements items={bodyElements(card, body)} {...layoutOf(body)} />
        </div>
      </article>
    </CardContext.Provider>
  )
}
