/** The problems of which nothing was changed since: `address.name` is looked up in both. */
export const standing = (problems: Record<string, string>, sent: unknown, now: unknown): Record<string, string> =>
  Object.fromEntries(Object.entries(problems).filter(([path]) => Object.is(at(sent, path), at(now, path))))

const at = (typed: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((inner, name) => (isObject(inner) ? inner[name] : undefined), typed)

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
