/** What was looked at and found, in a sentence; `todo` is null when all is well, else what to do. */
export type Finding = Readonly<{ what: string; todo: string | null }>

export const well = (what: string): Finding => ({ what, todo: null })

export const ill = (what: string, todo: string): Finding => ({ what, todo })
