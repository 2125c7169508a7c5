/** When an id of ours (UUIDv7) was made, in milliseconds since 1970. @throws RangeError for what is no such id. */
export function momentOf(id: string): number {
  const match = /^([0-9a-f]{8})-([0-9a-f]{4})-7[0-9a-f]{3}-/.exec(id)
  if (!match) throw new RangeError('not an id of ours')
  return Number.parseInt(`${match[1]}${match[2]}`, 16)
}
