import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { disputeSteps, stateAfter, type DisputeStep } from './dispute-steps.ts'
import type { GatewayDispute } from './port.ts'

const gatewayStates = ['inquiry', 'open', 'won', 'lost', 'dropped'] as const
const never = { state: 'won', isTaken: false } as const
const inquiry = { state: 'inquiry', isTaken: false } as const
const open = { state: 'open', isTaken: true } as const
const won = { state: 'won', isTaken: true } as const
const lost = { state: 'lost', isTaken: true } as const

describe('what is new', () => {
  test.each([
    ['at first: the bank asks', null, 'inquiry', ['asked']],
    ['at first: the money is taken', null, 'open', ['opened']],
    ['at first: taken and given again', null, 'won', ['opened', 'won']],
    ['at first: taken for good', null, 'lost', ['opened', 'lost']],
    ['at first: never taken', null, 'dropped', ['dropped']],
    ['an inquiry that still asks', inquiry, 'inquiry', []],
    ['an inquiry becomes a dispute', inquiry, 'open', ['opened']],
    ['an inquiry became one that is won', inquiry, 'won', ['opened', 'won']],
    ['an inquiry became one that is lost', inquiry, 'lost', ['opened', 'lost']],
    ['an inquiry ends', inquiry, 'dropped', ['dropped']],
    ['one that ended asks in an answer that is old', never, 'inquiry', []],
    ['one that ended is told again', never, 'dropped', []],
    ['one that ended takes the money after all', never, 'open', ['opened']],
    ['one that ended was lost after all', never, 'lost', ['opened', 'lost']],
    ['an open one asks in an answer that is old', open, 'inquiry', []],
    ['an open one is told again', open, 'open', []],
    ['an open one is won', open, 'won', ['won']],
    ['an open one is lost', open, 'lost', ['lost']],
    ['an open one is prevented', open, 'dropped', ['won']],
    ['a lost one is told again', lost, 'lost', []],
    ['a lost one is open in an answer that is old', lost, 'open', []],
    ['a lost one is won after all', lost, 'won', ['regained']],
    ['a won one stays won', won, 'won', []],
    ['a won one is open in an answer that is old', won, 'open', []],
    ['a won one is told as dropped', won, 'dropped', []],
  ] as const)('%s', (_what, known, said, steps) => {
    expect(disputeSteps(known, said)).toEqual(steps)
  })
})

test('whatever is told in whatever order: taken once, and given again or lost only after that', () => {
  const walk = (said: readonly GatewayDispute['state'][]): DisputeStep[] => {
    let known: Parameters<typeof disputeSteps>[0] = null
    const all: DisputeStep[] = []
    for (const state of said) {
      all.push(...disputeSteps(known, state))
      const last = all.at(-1)
      known = last ? { state: stateAfter[last], isTaken: all.includes('opened') } : null
    }
    return all
  }
  const told = fc.array(fc.constantFrom(...gatewayStates), { maxLength: 8 })
  fc.assert(
    fc.property(told, (said) => {
      const steps = walk(said)
      expect(steps).toEqual([...new Set(steps)])
      const moves = steps.filter((step) => step !== 'asked' && step !== 'dropped')
      expect(moves[0] ?? 'opened').toBe('opened')
      const ends = moves.slice(1).join(' ')
      expect(['', 'won', 'lost', 'lost regained']).toContain(ends)
    }),
    { numRuns: 2000 },
  )
})
