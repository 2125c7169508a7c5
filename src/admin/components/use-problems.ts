import { useEffect, useState } from 'react'

import { problemsOf } from '../api.ts'
import { standing } from './standing.ts'

/**
 * What the server found wrong in what was sent, beside each field, until somebody types there again. The keyboard goes to
 * the first of them.
 */
export function useProblems(error: unknown, typed: unknown): Record<string, string> {
  const [sent, setSent] = useState({ error, typed })
  if (sent.error !== error) setSent({ error, typed })
  useEffect(() => {
    if (Object.keys(problemsOf(error)).length > 0) firstWrong()?.focus()
  }, [error])
  return sent.error === error ? standing(problemsOf(error), sent.typed, typed) : problemsOf(error)
}

/** In the window that is open over the screen, or on the screen. */
const firstWrong = (): HTMLElement | null =>
  (document.querySelector('[role="dialog"]') ?? document).querySelector('[aria-invalid="true"]')
