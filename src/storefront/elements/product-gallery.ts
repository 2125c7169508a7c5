/** Thumbnails that follow the picture shown, and a closer look. Without JavaScript they are links to the pictures. */
export class ProductGallery extends HTMLElement {
  connectedCallback(): void {
    const stage = this.querySelector<HTMLElement>('[data-stage]')
    if (!stage) return
    for (const [index, thumb] of this.thumbs.entries()) {
      thumb.addEventListener('click', (event) => {
        event.preventDefault()
        this.show(index)
      })
    }
    const seen = new IntersectionObserver(
      (entries) => {
        const shown = entries.find((entry) => entry.isIntersecting)
        if (shown) this.mark([...stage.children].indexOf(shown.target))
      },
      { root: stage, threshold: 0.6 },
    )
    for (const picture of stage.children) seen.observe(picture)
    stage.addEventListener('click', (event) => {
      const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[data-zoom]') : null
      if (!link || event.metaKey || event.ctrlKey) return
      event.preventDefault()
      this.zoom(link)
    })
  }

  /** Brings a picture onto the stage, by its place in the row. */
  show(index: number): void {
    const stage = this.querySelector<HTMLElement>('[data-stage]')
    const picture = stage?.children[index]
    if (!stage || !(picture instanceof HTMLElement)) return
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches
    stage.scrollTo({ left: picture.offsetLeft - stage.offsetLeft, behavior: calm ? 'instant' : 'smooth' })
    this.mark(index)
  }

  private get thumbs(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>('[data-thumb]')]
  }

  private mark(index: number): void {
    for (const [at, thumb] of this.thumbs.entries()) {
      if (at === index) thumb.setAttribute('aria-current', 'true')
      else thumb.removeAttribute('aria-current')
    }
  }

  private zoom(link: HTMLAnchorElement): void {
    const dialog = document.createElement('dialog')
    dialog.className = 'zoom'
    const picture = document.createElement('img')
    picture.src = link.href
    picture.alt = link.querySelector('img')?.alt ?? ''
    const close = document.createElement('button')
    close.className = 'zoom__close'
    close.textContent = '×'
    close.setAttribute('aria-label', this.dataset['close'] ?? '')
    close.addEventListener('click', () => dialog.close())
    picture.addEventListener('click', ({ clientX, clientY }) => {
      dialog.classList.toggle('zoom--close')
      const reach = { x: clientX / innerWidth, y: clientY / innerHeight }
      dialog.scrollTo((dialog.scrollWidth - innerWidth) * reach.x, (dialog.scrollHeight - innerHeight) * reach.y)
    })
    dialog.append(close, picture)
    dialog.addEventListener('close', () => {
      dialog.remove()
      link.focus()
    })
    document.body.append(dialog)
    dialog.showModal()
  }
}
