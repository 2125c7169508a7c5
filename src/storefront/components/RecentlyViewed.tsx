import type { Messages } from '../messages/index.ts'
import { href, type Place } from '../place.ts'

/** Filled in the browser, from what it remembers; the server does not know who looked at what. */
export const RecentlyViewed = ({ place, words, viewed }: { place: Place; words: Messages; viewed?: string }) => (
  <recently-viewed data-from={href(place, '/fragments/products')} data-viewed={viewed} hidden>
    <section className="band wrap" aria-labelledby="recently">
      <div className="band__head">
        <h2 id="recently">{words.recentlyViewed}</h2>
      </div>
      <ul className="grid grid--wide" data-cards="" />
    </section>
  </recently-viewed>
)
