import type { ClaimRefusal, SignInRefusal } from '#modules/staff'

/** What the sign-in page says. It does not tell whether the account exists. */
export function explainSignIn(refusal: SignInRefusal): string {
  switch (refusal.code) {
    case 'wrong_credentials':
      return 'E-mail and password do not fit together.'
    case 'too_many_tries': {
      const minutes = Math.ceil(refusal.waitSeconds / 60)
      return `Too many tries. Please wait ${minutes === 1 ? 'a minute' : `${minutes} minutes`}, then try again.`
    }
  }
}

export function explainClaim(refusal: ClaimRefusal): string {
  switch (refusal.code) {
    case 'link_used':
      return 'This link was used already, or it is too old. Start Stoa again for a new one, or sign in.'
    case 'weak_password':
      return weak[refusal.reason]
  }
}

const weak = {
  short: 'At least 12 characters, please. A short sentence is good.',
  long: 'That is longer than we can take: 1024 characters are the most.',
  common: 'That is one of the first that anybody would try. Please choose another.',
}
