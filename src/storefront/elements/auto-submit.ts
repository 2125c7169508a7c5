/** A small form that sends itself when something in it was changed; its button is for pages without scripts. */
export class AutoSubmit extends HTMLElement {
  connectedCallback(): void {
    const form = this.querySelector('form')
    form?.addEventListener('change', () => form.requestSubmit())
  }
}
