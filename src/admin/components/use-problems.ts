import { useState } from 'react'

import { problemsOf } from '../api.ts'
import { standing } from './standing.ts'

/** What the server found wrong in what was sent, beside each field, until somebody types there again. */
export function useProblems(error: unknown, typed: unknown): Record<string, string> {
  const [sent, setSent] = useState({ error, typed })
  if (sent.error !== error) setSent({ error, typed })
  return sent.error === error ? standing(problemsOf(error), sent.typed, typed) : problemsOf(error)
}
