import { parsePage } from './html.ts'

type Control = HTMLInputElement | HTMLSelectElement

/** Parts that follow from what was typed elsewhere; the address only when its country was changed. */
const following = ['vat', 'shipping', 'payment', 'review', 'buy', 'glance']

/**
 * Keeps shipping, tax and total true while the shopper types, and says beside a field when something is wrong with it.
 * The server decides about all of that: it gets the form and answers the page, of which the parts are put in place.
 */
export class CheckoutForm extends HTMLElement {
  private latest = 0
  private pending: Promise<void> | null = null

  connectedCallback(): void {
    const form = this.querySelector('form')
    if (!form) return
    form.addEventListener('change', ({ target }) => {
      if (isControl(target) && target.dataset['refresh'] !== undefined) this.refresh(form, target)
    })
    form.addEventListener('focusout', ({ target }) => {
      if (isControl(target) && target.required) sayMissing(target)
    })
    form.addEventListener('submit', (event) => void this.submit(form, event))
  }

  private refresh(form: HTMLFormElement, changed: Control): void {
    const turn = ++this.latest
    const work = this.load(form, changed, turn).catch(() => {
      // Without an answer the page stays as it is; the button asks the server again anyway.
    })
    this.pending = work
    void work.then(() => {
      if (this.pending === work) this.pending = null
    })
  }

  private async load(form: HTMLFormElement, changed: Control, turn: number): Promise<void> {
    const answer = await fetch(form.action, {
      method: 'POST',
      body: fieldsOf(form),
      headers: { Accept: 'text/html', 'X-Fragment': 'checkout' },
    })
    // Another market, another address; or the cart has become an order in another window.
    if (answer.redirected) return location.assign(answer.url)
    if (!answer.ok) return
    const page = parsePage(await answer.text())
    if (turn !== this.latest) return
    const parts = [
      ...following,
      ...(changed.name === 'country' ? ['address'] : []),
      ...(changed.name === 'billing_country' ? ['billing'] : []),
    ]
    for (const part of parts) swap(part, page)
    for (const field of form.querySelectorAll('.field')) takeProblem(field, page)
  }

  /** A click that is faster than the answer waits for it; when the total is another one, it has to be seen first. */
  private async submit(form: HTMLFormElement, event: SubmitEvent): Promise<void> {
    const { submitter } = event
    const buys = submitter?.hasAttribute('data-buy') ?? false
    if (buys && this.pending) {
      event.preventDefault()
      const before = totalOf(form)
      await this.pending
      if (totalOf(form) === before) form.requestSubmit(form.querySelector<HTMLElement>('[data-buy]'))
      return
    }
    if (!buys) return
    const button = form.querySelector('[data-buy]')
    if (button?.getAttribute('aria-busy') === 'true') event.preventDefault()
    button?.setAttribute('aria-busy', 'true')
    // Back from the bank's page, the button works again.
    window.addEventListener('pageshow', () => button?.removeAttribute('aria-busy'), { once: true })
  }
}

const isControl = (target: EventTarget | null): target is Control =>
  target instanceof HTMLInputElement || target instanceof HTMLSelectElement

function fieldsOf(form: HTMLFormElement): URLSearchParams {
  const fields = new URLSearchParams({ go: 'contact' })
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') fields.append(name, value)
  return fields
}

/** The total, and what is left of it to pay. */
const totalOf = (form: HTMLFormElement): string =>
  ['total', 'due'].map((name) => form.querySelector<HTMLInputElement>(`[name="${name}"]`)?.value).join()

/** Puts a part of the new page in place; who was typing in it goes on typing, and what was unfolded stays so. */
function swap(part: string, page: Document): void {
  const old = document.querySelector(`[data-part="${part}"]`)
  const fresh = page.querySelector(`[data-part="${part}"]`)
  if (!old || !fresh) return
  const active = old.contains(document.activeElement) ? document.activeElement : null
  const folds = fresh.querySelectorAll('details')
  for (const [index, { open }] of old.querySelectorAll('details').entries())
    if (open) folds[index]?.setAttribute('open', '')
  old.replaceWith(document.adoptNode(fresh))
  if (active?.id) goOn(active, document.getElementById(active.id))
  else if (active instanceof HTMLInputElement)
    fresh.querySelector<HTMLElement>(`[name="${active.name}"][value="${CSS.escape(active.value)}"]`)?.focus()
}

function goOn(before: Element, now: HTMLElement | null): void {
  if (before instanceof HTMLInputElement && now instanceof HTMLInputElement) now.value = before.value
  now?.focus()
}

/** What the server says about a field, taken over or taken away. An empty field is not nagged about. */
function takeProblem(field: Element, page: Document): void {
  const control = field.querySelector<Control>('.input, .select')
  if (!control || control.value.trim() === '') return
  const text = page.getElementById(`${control.id}-error`)?.textContent ?? ''
  say(control, text)
}

function sayMissing(control: Control): void {
  if (control.value.trim() === '') say(control, control.dataset['required'] ?? '')
  else if (document.getElementById(`${control.id}-error`)?.textContent === control.dataset['required']) say(control, '')
}

/** What has been put right leaves the list above the form, and the list when it was the last. */
function strike(control: Control): void {
  const entry = document.querySelector(`.problems a[href="#${control.id}"]`)?.closest('li')
  const list = entry?.parentElement
  entry?.remove()
  if (list?.childElementCount === 0) list.closest('.notice')?.remove()
}

function say(control: Control, text: string): void {
  const id = `${control.id}-error`
  document.getElementById(id)?.remove()
  control.toggleAttribute('aria-invalid', false)
  control.removeAttribute('aria-describedby')
  if (text === '') return strike(control)
  const problem = document.createElement('p')
  problem.className = 'field__error'
  problem.id = id
  problem.textContent = text
  control.closest('.field')?.append(problem)
  control.setAttribute('aria-invalid', 'true')
  control.setAttribute('aria-describedby', id)
}
