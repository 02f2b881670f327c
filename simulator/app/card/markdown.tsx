import type { ComponentChildren } from 'preact'
import { localStamp } from '../time.ts'
import { type Block, parseBlocks } from './blocks.ts'
import { knownFamily, shade, textColor } from './colors.ts'
import { useCard } from './context.ts'
import { emojis } from './emoji.ts'
import { type Inline, parseInline } from './inline.ts'
import { safeHref } from './links.ts'
import { CardImage } from './media.tsx'

export function Link({ href, children }: { href: string; children: ComponentChildren }) {
  const safe = safeHref(href)
  if (!safe) return <span>{children}</span>
  return (
    <a class="md-link" href={safe} target="_blank" rel="noreferrer noopener">
      {children}
    </a>
  )
}

export function TextTag({ color, children }: { color: string; children: ComponentChildren }) {
  const family = knownFamily(color, 'neutral')
  return (
    <span
      class="text-tag"
      style={{
        color: shade(family, 700),
        background: shade(family, 100),
        '--tag-strong': shade(family, 200),
      }}
    >
      {children}
    </span>
  )
}

function At({ ids }: { ids: string[] }) {
  const { people, me } = useCard()
  return (
    <>
      {ids.map((id) => (
        <span key={id} class={id === me ? 'at at-me' : 'at'}>
          @{id === 'all' ? '所有人' : (people.find((one) => one.openId === id)?.name ?? id)}
        </span>
      ))}
    </>
  )
}

function PersonName({ id }: { id: string }) {
  const { people } = useCard()
  return <span class="at">{people.find((one) => one.openId === id)?.name ?? id}</span>
}

function dateWords(ms: string, format: string): string {
  const at = new Date(Number(ms))
  if (Number.isNaN(at.getTime())) return ''
  const [date = '', time = ''] = localStamp(at).split(' ')
  if (format.includes('date')) return date
  return format.includes('time') ? time : `${date} ${time}`
}

export function Inlines({ nodes }: { nodes: Inline[] }) {
  const { style } = useCard()
  return (
    <>
      {nodes.map((node, index) => (
        <InlineNode key={index} node={node} style={style} />
      ))}
    </>
  )
}

function InlineNode({ node, style }: { node: Inline; style: Record<string, unknown> }) {
  switch (node.kind) {
    case 'text':
      return <>{node.text}</>
    case 'br':
      return <br />
    case 'hr':
      return <hr class="card-hr" />
    case 'code':
      return <code class="md-code">{node.text}</code>
    case 'strong':
      return (
        <strong>
          <Inlines nodes={node.children} />
        </strong>
      )
    case 'em':
      return (
        <em>
          <Inlines nodes={node.children} />
        </em>
      )
    case 'strike':
      return (
        <s>
          <Inlines nodes={node.children} />
        </s>
      )
    case 'link':
      return (
        <Link href={node.href}>
          <Inlines nodes={node.children} />
        </Link>
      )
    case 'image':
      return <CardImage imageKey={node.key} alt={node.alt} class="md-image" preview />
    case 'font':
      return (
        <span style={{ color: textColor(node.color, style) }}>
          <Inlines nodes={node.children} />
        </span>
      )
    case 'tag':
      return (
        <TextTag color={node.color}>
          <Inlines nodes={node.children} />
        </TextTag>
      )
    case 'number':
      return <span class="number-tag">{node.text}</span>
    case 'at':
      return <At ids={node.ids} />
    case 'person':
      return <PersonName id={node.id} />
    case 'time':
      return <>{dateWords(node.ms, node.format)}</>
    case 'emoji':
      return <>{emojis[node.name.toUpperCase()] ?? `[${node.name}]`}</>
  }
}

export function InlineText({ text }: { text: string }) {
  return <Inlines nodes={parseInline(text)} />
}

function MarkdownTable({ block }: { block: Extract<Block, { kind: 'table' }> }) {
  const cellAlign = (at: number) => ({ textAlign: (block.aligns[at] ?? 'left') as 'left' })
  return (
    <div class="md-table">
      <table>
        <thead>
          <tr>
            {block.head.map((cell, at) => (
              <th key={at} style={cellAlign(at)}>
                <InlineText text={cell} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {block.rows.map((row, line) => (
            <tr key={line}>
              {block.head.map((_, at) => (
                <td key={at} style={cellAlign(at)}>
                  <InlineText text={row[at] ?? ''} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const headingTags = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'] as const

function BlockNode({ block }: { block: Block }) {
  switch (block.kind) {
    case 'paragraph':
      return (
        <p>
          <InlineText text={block.text} />
        </p>
      )
    case 'heading': {
      const Tag = headingTags[block.level - 1] ?? 'h6'
      return (
        <Tag class={`md-h md-h${block.level}`}>
          <InlineText text={block.text} />
        </Tag>
      )
    }
    case 'hr':
      return <hr class="card-hr" />
    case 'code':
      return <pre class="md-pre">{block.text}</pre>
    case 'quote':
      return (
        <blockquote>
          <Blocks blocks={block.blocks} />
        </blockquote>
      )
    case 'table':
      return <MarkdownTable block={block} />
    case 'list': {
      const items = block.items.map((blocks, at) => (
        <li key={at}>
          <Blocks blocks={blocks} />
        </li>
      ))
      return block.ordered ? <ol start={block.start}>{items}</ol> : <ul>{items}</ul>
    }
  }
}

function Blocks({ blocks }: { blocks: Block[] }) {
  return (
    <>
      {blocks.map((block, at) => (
        <BlockNode key={at} block={block} />
      ))}
    </>
  )
}

export function Markdown({ content }: { content: string }) {
  return (
    <div class="md">
      <Blocks blocks={parseBlocks(content)} />
    </div>
  )
}
