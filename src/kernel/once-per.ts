/**
 * Makes a thing once for each key, of which there are few, and keeps it: an `Intl` format for each language, since making
 * one takes a hundred times longer than using it.
 */
export function oncePer<Key extends string, Made>(make: (key: Key) => Made): (key: Key) => Made {
  const made = new Map<Key, Made>()
  return (key) => {
    const before = made.get(key)
    if (before !== undefined) return before
    const now = make(key)
    made.set(key, now)
    return now
  }
}
