import { showExactly, showWhen } from './format.ts'

export function When({ at }: { at: string }) {
  return (
    <time className="num" dateTime={at} title={showExactly(at)}>
      {showWhen(at)}
    </time>
  )
}
