/** What a register of VAT IDs said. `unavailable`: nothing is known, it is asked again later. */
export type VatAnswer = Readonly<{
  state: 'valid' | 'invalid' | 'unavailable'
  /** As the register has it, where it tells. */
  holderName: string
  holderAddress: string
  /** The register's number for this look, '' where it gives none. */
  consultation: string
  /** The answer as it came, for the files. */
  raw: Record<string, unknown>
}>

/** Whom one asks whether a VAT ID was given out. Never throws: a fault is `unavailable`. At most 3 seconds. */
export type VatRegister = Readonly<{
  name: string
  /** `requester`: the shop's own ID, with which some registers give a number as proof; '' without one. */
  ask: (question: { vatId: string; requester: string }) => Promise<VatAnswer>
}>
