import { afterAll, beforeAll, describe } from 'vitest'

import { paymentRaces } from './payments.ts'
import { staffRaces } from './staff.ts'
import { openRig } from '../rig/rig.ts'
import { clickRaces } from './clicks.ts'
import { moneyRaces } from './money.ts'
import { openedStage, type Stage } from './stage.ts'
import { stockRaces } from './stock.ts'
import { valueRaces } from './value.ts'

let stage: Stage

beforeAll(async () => {
  stage = await openedStage(await openRig({ processes: 2 }))
})
afterAll(() => stage.rig.close())

describe('two processes', () => {
  stockRaces(() => stage)
  valueRaces(() => stage)
  moneyRaces(() => stage)
  clickRaces(() => stage)
  paymentRaces(() => stage)
  staffRaces(() => stage)
})
