import type { VatAnswer, VatRegister } from '#modules/tax'

/** A register of VAT IDs that says what it is told to say, and nothing about what it was not told of. */
export type TestRegister = VatRegister &
  Readonly<{ say: (vatId: string, state: VatAnswer['state']) => void; asked: string[] }>

export function aVatRegister(): TestRegister {
  const known = new Map<string, VatAnswer['state']>()
  const asked: string[] = []
  return {
    name: 'test register',
    asked,
    say: (vatId, state) => void known.set(vatId, state),
    ask: async ({ vatId }) => {
      asked.push(vatId)
      const state = known.get(vatId) ?? 'unavailable'
      const isKnown = state === 'valid'
      return {
        state,
        holderName: isKnown ? 'MOLEN B.V.' : '',
        holderAddress: isKnown ? 'Kade 1, Amsterdam' : '',
        consultation: isKnown ? 'C-1' : '',
        raw: { state },
      }
    },
  }
}
