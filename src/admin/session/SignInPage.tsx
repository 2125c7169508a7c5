import type { Me } from '../../admin-api/types.ts'
import { words } from '../messages/index.ts'
import { SignInForm } from './SignInForm.tsx'

export function SignInPage({ onSignedIn }: { onSignedIn: (me: Me) => void }) {
  return (
    <main className="plain" id="content">
      <div className="plain-card">
        <img src="/admin/icon.svg" alt="" />
        <h1>{words.signIn.title}</h1>
        <SignInForm onSignedIn={onSignedIn} />
      </div>
    </main>
  )
}
