const AT_ONCE = 256

/**
 * Does the work that shows a payment is meant: finds the number that the challenge asks for, and presses the button again.
 * Where the browser may not hash (a page without TLS), waiting is the other way, as without scripts.
 */
export class ProofOfWork extends HTMLElement {
  connectedCallback(): void {
    const { challenge, bits } = this.dataset
    const answer = this.querySelector<HTMLInputElement>('[name="proof_answer"]')
    if (!challenge || !bits || !answer || !('subtle' in crypto)) return
    this.closest('form')?.querySelector('[data-buy]')?.setAttribute('aria-busy', 'true')
    void this.work(challenge, Number(bits)).then((found) => {
      answer.value = String(found)
      const form = this.closest('form')
      const button = form?.querySelector<HTMLElement>('[data-buy]')
      button?.removeAttribute('aria-busy')
      form?.requestSubmit(button ?? null)
    })
  }

  private async work(challenge: string, bits: number): Promise<number> {
    const encoder = new TextEncoder()
    for (let from = 0; ; from += AT_ONCE) {
      const hashes = await Promise.all(
        Array.from({ length: AT_ONCE }, (_, index) =>
          crypto.subtle.digest('SHA-256', encoder.encode(`${challenge}:${from + index}`)),
        ),
      )
      const found = hashes.findIndex((hash) => zeroBits(new Uint8Array(hash)) >= bits)
      if (found !== -1) return from + found
    }
  }
}

function zeroBits(hash: Uint8Array): number {
  const at = hash.findIndex((byte) => byte !== 0)
  return at === -1 ? hash.length * 8 : at * 8 + Math.clz32(hash[at] ?? 0) - 24
}
