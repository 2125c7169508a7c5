type Props = { tone: 'calm' | 'good' | 'due' | 'bad'; full?: boolean; children: string }

/** A state in a word. `full` is the end of its road. */
export function Badge({ tone, full = false, children }: Props) {
  return <span className={`badge ${tone}${full ? ' full' : ''}`}>{children}</span>
}
