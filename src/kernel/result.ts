/** An expected "no": a value with a code, which somebody must put into words. */
export type Refusal = { code: string }

export type Result<T, R = Refusal> = { ok: true; value: T } | { ok: false; refusal: R }

export const ok = <T>(value: T): { ok: true; value: T } => ({ ok: true, value })

export const refuse = <const R extends Refusal>(refusal: R): { ok: false; refusal: R } => ({ ok: false, refusal })

/** For the end of an exhaustive switch: a forgotten case does not compile. */
export function never(value: never): never {
  throw new TypeError(`not foreseen: ${JSON.stringify(value)}`)
}
