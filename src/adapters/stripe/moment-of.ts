/** When an id of ours (UUIDv7) was made, in milliseconds. @throws RangeError for another kind of key. */
export function momentOf(key: string): number {
  const match = /^([0-9a-f]{8})-([0-9a-f]{4})-7[0-9a-f]{3}-/.exec(key)
  if (!match) throw new RangeError('not a key of ours')
  return Number.parseInt(`${match[1]}${match[2]}`, 16)
}
