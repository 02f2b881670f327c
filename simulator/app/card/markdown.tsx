import { useState } from 'preact/hooks'
import { type Block, parseBlocks } from './blocks.ts'
import { textColor } from './colors.ts'
import { useCard } from './context.ts'
import { type Inline, parseInline } from './inline.ts'
import { At, Emoji, Link, LocalTime, NumberTag, PersonMark, TextTag } from './marks.tsx'
import { CardImage } from './media.tsx'
import { Pages } from './pages.tsx'

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
        <Link href={node.href} links={node.links} icon={node.icon}>
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
      return <NumberTag {...node} />
    case 'at':
      return <At ids={node.ids} />
    case 'person':
      return <PersonMark {...node} />
    case 'time':
      return <LocalTime {...node} />
    case 'emoji':
      return <Emoji name={node.name} />
  }
}

export function InlineText({ text }: { text: string }) {
  return <Inlines nodes={parseInline(text)} />
}

/** A table in a text shows five rows a page. */
const rowsOfPage = 5

function MarkdownTable({ block }: { block: Extract<Block, { kind: 'table' }> }) {
  const [page, setPage] = useState(0)
  const rows = block.rows.slice(page * rowsOfPage, (page + 1) * rowsOfPage)
  const cellAlign = (at: number) => ({ textAlign: (block.aligns[at] ?? 'left') as 'left' })
  return (
    <div class="md-table">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keys */}
      <div class="table-scroll" tabIndex={0}>
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
            {rows.map((row, line) => (
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
      <Pages page={page} pages={Math.ceil(block.rows.length / rowsOfPage)} onTurn={setPage} />
    </div>
  )
}

function CodeBlock({ language, text }: { language: string; text: string }) {
  return (
    <div class="md-code-block">
      <div class="md-code-language">{language || 'Plain Text'}</div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long lines are scrolled by keys */}
      <pre class="md-pre" tabIndex={0}>
        {text}
      </pre>
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
      return <CodeBlock {...block} />
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
