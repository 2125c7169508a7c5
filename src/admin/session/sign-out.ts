import { ask } from '../api.ts'

/** Ends the session and starts from nothing: another person may sit down here. */
export async function signOut(): Promise<void> {
  await ask('DELETE', '/session')
  window.location.assign('/admin/')
}
