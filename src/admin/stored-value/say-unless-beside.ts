import { problemsOf } from '../api.ts'
import { sayNo } from '../components/said.ts'

/** What stands beside a field is not said twice; everything else is. */
export function sayUnlessBeside(error: unknown): void {
  if (Object.keys(problemsOf(error)).length === 0) sayNo(error)
}
