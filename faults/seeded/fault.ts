/** A change of one file, in which `find` stands exactly once. */
export type Patch = Readonly<{ file: string; find: string; put: string }>

export type SeededFault = Readonly<{
  id: string
  /** What goes wrong with it, in plain words. */
  breaks: string
  patches: readonly Patch[]
  /**
   * The one test that must turn red: its file, its full name, groups and all, and words of its complaint: red for
   * another reason proves nothing.
   */
  test: Readonly<{ file: string; name: string; sees: string }>
}>
