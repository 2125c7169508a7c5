type Policy = { createHTML: (html: string) => string }
type Factory = { createPolicy: (name: string, rules: Policy) => Policy }

/** Only answers of our own server become HTML (Trusted Types; the policy's name stands in the page's CSP). */
const rules: Policy = { createHTML: (html) => html }
const policy = (window as { trustedTypes?: Factory }).trustedTypes?.createPolicy('stoa', rules) ?? rules

/** Replaces what is inside an element by HTML that our server sent. */
export function fill(element: Element, html: string): void {
  element.innerHTML = policy.createHTML(html)
}

/** A page of ours, read but not shown. */
export const parsePage = (html: string): Document =>
  new DOMParser().parseFromString(policy.createHTML(html), 'text/html')

/** Gets a piece of HTML; null when the answer is none. */
export async function getHtml(address: string, signal?: AbortSignal): Promise<string | null> {
  const answer = await fetch(address, { headers: { Accept: 'text/html' }, ...(signal ? { signal } : {}) })
  return answer.ok ? answer.text() : null
}
