import { escapeHtml } from './escape.ts'

/** Names that HTML spells in another way than JSX. All others stand as they are written. */
const spelled: Record<string, string> = {
  className: 'class',
  htmlFor: 'for',
  defaultValue: 'value',
  defaultChecked: 'checked',
}

/** Those that are there or not there, whatever they say. */
const flags = new Set(
  'allowFullScreen async autoFocus checked controls default defer disabled formNoValidate hidden inert loop multiple muted noModule noValidate open playsInline readOnly required reversed selected'.split(
    ' ',
  ),
)

const addresses = new Set(['href', 'src', 'action', 'formAction'])

type Kind = 'class' | 'flag' | 'address' | 'style' | 'yes or no' | 'text'
type Known = Readonly<{ start: string; kind: Kind }>

const known = new Map<string, Known>()

/** @throws Error for a name that no code of ours would write: it could carry a second attribute. */
function knownOf(name: string): Known {
  if (!/^[a-zA-Z][\w-]*$/.test(name)) throw new Error(`not the name of an attribute: ${name}`)
  const written = spelled[name] ?? name
  const found = { start: ` ${written}="`, kind: kindOf(name, written) }
  known.set(name, found)
  return found
}

function kindOf(name: string, written: string): Kind {
  if (flags.has(written)) return 'flag'
  if (addresses.has(name)) return 'address'
  if (name === 'style') return 'style'
  if (written === 'class') return 'class'
  return /^(?:aria|data)-|^(?:draggable|spellCheck|contentEditable)$/.test(name) ? 'yes or no' : 'text'
}

/**
 * ` name="value"`, or nothing where the value says so: null, undefined, and false where that is not a word of its own.
 * @throws Error for handlers: the policy forbids them, the browser's part is done by elements.
 */
export function attribute(name: string, value: unknown): string {
  if (value === null || value === undefined) return ''
  const { start, kind } = known.get(name) ?? knownOf(name)
  if (kind === 'flag') return value ? `${start}"` : ''
  if (typeof value === 'string') return kind === 'class' ? classOf(value) : `${start}${textOf(value, kind)}"`
  if (typeof value === 'number') return `${start}${value}"`
  if (typeof value === 'boolean') return kind === 'yes or no' ? `${start}${value}"` : ''
  if (kind === 'style') return `${start}${escapeHtml(styleOf(value))}"`
  throw new Error(`${name} cannot hold a ${typeof value}`)
}

const textOf = (value: string, kind: Kind): string => escapeHtml(kind === 'address' ? addressOf(value) : value)

const MOST = 2000
const classes = new Map<string, string>()

/** The same few hundred stand on all pages. */
function classOf(value: string): string {
  const before = classes.get(value)
  if (before !== undefined) return before
  const written = ` class="${escapeHtml(value)}"`
  if (classes.size < MOST) classes.set(value, written)
  return written
}

/** What a browser takes for `javascript:`, however it is spaced. */
// oxlint-disable-next-line no-control-regex
const script =
  /^[\0-\u0020]*j[\r\n\t]*a[\r\n\t]*v[\r\n\t]*a[\r\n\t]*s[\r\n\t]*c[\r\n\t]*r[\r\n\t]*i[\r\n\t]*p[\r\n\t]*t[\r\n\t]*:/i

/** An address that would run as a script leads nowhere. */
const addressOf = (address: string): string => (script.test(address) ? '#' : address)

/** Numbers that are no lengths. */
const bare = new Set(['fontWeight', 'lineHeight', 'opacity', 'order', 'flex', 'flexGrow', 'flexShrink', 'zIndex'])

/** `{ backgroundColor: '#fff', margin: 4 }` as CSS. */
function styleOf(style: object): string {
  let css = ''
  for (const [name, value] of Object.entries(style)) {
    if (value === null || value === undefined || value === '') continue
    const isLength = typeof value === 'number' && value !== 0 && !bare.has(name) && !name.startsWith('--')
    css += `${css === '' ? '' : ';'}${cssName(name)}:${isLength ? `${value}px` : String(value).trim()}`
  }
  return css
}

const cssName = (name: string): string =>
  name.startsWith('--') ? name : name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
