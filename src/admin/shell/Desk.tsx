import { Modal } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Suspense, useEffect } from 'react'
import { Outlet, ScrollRestoration } from 'react-router'

import type { Me } from '../../admin-api/types.ts'
import { ask } from '../api.ts'
import { words } from '../messages/index.ts'
import { queries, signedOutKey } from '../queries.ts'
import { SignInForm } from '../session/SignInForm.tsx'
import { SignInPage } from '../session/SignInPage.tsx'
import { Problem } from '../components/Problem.tsx'
import { DemoNotice } from './DemoNotice.tsx'
import { Side } from './Side.tsx'
import { useShop } from './use-shop.ts'
import { useShortcuts } from './shortcuts.ts'

/**
 * The frame of every screen. Nobody signed in: the sign-in page, at the same address. Signed out meanwhile: the form in
 * front of what was being done.
 */
export function Desk() {
  const me = useQuery({ queryKey: ['session'], queryFn: () => ask<Me>('GET', '/session'), staleTime: Infinity })
  const signedOut = useQuery({ queryKey: signedOutKey, queryFn: () => false, staleTime: Infinity })
  const shop = useShop(me.data !== undefined)
  useShortcuts()
  useEffect(() => void (document.title = words.app), [])

  const back = (known: Me): void => {
    queries.setQueryData(signedOutKey, false)
    queries.setQueryData(['session'], known)
    void queries.invalidateQueries({
      predicate: ({ queryKey }) => queryKey[0] !== 'session' && queryKey[0] !== signedOutKey[0],
    })
  }
  if (me.isPending) return null
  if (!me.data) return signedOut.data ? <SignInPage onSignedIn={back} /> : <Problem of={me} />

  return (
    <>
      <a className="skip" href="#content">
        {words.skip}
      </a>
      <div className="desk">
        <Side me={me.data} />
        <div>
          {shop?.isDemo ? <DemoNotice me={me.data} /> : null}
          <Suspense>
            <Outlet />
          </Suspense>
        </div>
      </div>
      <Modal
        opened={signedOut.data === true}
        onClose={() => {}}
        withCloseButton={false}
        title={words.signIn.again}
        centered
      >
        <p className="soft">{words.signIn.againText}</p>
        <SignInForm onSignedIn={back} />
      </Modal>
      <ScrollRestoration />
    </>
  )
}
