import { afterAll, beforeAll, describe } from 'vitest'

import { paymentRaces } from './payments.ts'
import { staffRaces } from './staff.ts'
import { openRig } from '../rig/rig.ts'
import { clickRaces } from './clicks.ts'
import { creditRaces } from './credit.ts'
import { moneyRaces } from './money.ts'
import { closedStage, openedStage, type Stage } from './stage.ts'
import { stockRaces } from './stock.ts'
import { valueRaces } from './value.ts'

let stage: Stage

beforeAll(async () => {
  stage = await openedStage(await openRig({ processes: 1 }))
})
afterAll(() => closedStage(stage))

describe('one process', () => {
  stockRaces(() => stage)
  valueRaces(() => stage)
  creditRaces(() => stage)
  moneyRaces(() => stage)
  clickRaces(() => stage)
  paymentRaces(() => stage)
  staffRaces(() => stage)
})
