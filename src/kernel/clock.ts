/** "Now" is a parameter, so that a test can stand still. */
export type Clock = Readonly<{ now: () => Date }>

export const systemClock: Clock = { now: () => new Date() }
