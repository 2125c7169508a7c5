import type { StaffId } from '#kernel/id'

export type StaffRole = 'owner' | 'staff'

/** Somebody who works here. */
export type StaffMember = Readonly<{ id: StaffId; email: string; name: string; role: StaffRole }>

/** How an actor is written into events and logs: `staff:<id>`. */
export const actorOf = (staff: { id: string }): string => `staff:${staff.id}`

/** Mail addresses are compared in lower case. */
export const plainEmail = (email: string): string => email.trim().toLowerCase()
