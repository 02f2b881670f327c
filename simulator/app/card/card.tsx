import { useCallback, useMemo, useRef, useState } from 'preact/hooks'
import { type Json, list, obj, str, textOf } from '../json.ts'
import { openLink } from './behaviors.ts'
import { knownFamily, shade } from './colors.ts'
import { CardContext, type CardHost, type CardScope } from './context.ts'
import { bodyElements, Elements } from './elements.tsx'
import { hasIcon, Icon } from './icons.tsx'
import { TextTag } from './markdown.tsx'
import { TextObject } from './text.tsx'
import { box, flexAlign } from './units.ts'

function Header({ header }: { header: Json }) {
  const family = knownFamily(header.template, 'default')
  const tinted = family !== 'default'
  const subtitle = textOf(header.subtitle)
  return (
    <header
      class={`card-header ${tinted ? 'is-tinted' : ''}`}
      style={{
        ...(tinted ? { background: shade(family, 100), color: shade(family, 700) } : {}),
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
            <TextObject text={header.title} />
          </h3>
          {list(header.text_tag_list)
            .slice(0, 3)
            .map((tag) => (
              <TextTag key={textOf(tag.text)} color={str(tag.color, 'neutral')}>
                {textOf(tag.text)}
              </TextTag>
            ))}
        </div>
        {subtitle && <p class="card-subtitle">{subtitle}</p>}
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
  const linked = str(link.url) !== '' || str(link.pc_url) !== ''
  return (
    <CardContext.Provider value={scope}>
      <article
        class={`card width-${str(config.width_mode, 'default')} ${host.phone ? 'is-phone' : 'is-wide'}`}
        aria-busy={pending !== ''}
        aria-label={textOf(obj(card.header).title) || '卡片'}
        {...(linked ? { onClick: () => openLink(link) } : {})}
      >
        {Object.keys(obj(card.header)).length > 0 && <Header header={obj(card.header)} />}
        <div class="card-body" style={{ padding: box(body.padding) ?? '12px' }}>
          <Elements
            items={bodyElements(card, body)}
            gap={
              box(
                direction(body) === 'horizontal' ? body.horizontal_spacing : body.vertical_spacing,
              ) ?? '8px'
            }
            direction={direction(body)}
            align={flexAlign(body.horizontal_align)}
          />
        </div>
      </article>
    </CardContext.Provider>
  )
}

const direction = (body: Json): string => str(body.direction, 'vertical')
