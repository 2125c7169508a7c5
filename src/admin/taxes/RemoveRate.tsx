import { useMutation } from '@tanstack/react-query'

import type { TaxRateView } from '../../admin-api/types.ts'
import { ask } from '../api.ts'
import { FormModal } from '../components/FormModal.tsx'
import { sayNo } from '../components/said.ts'
import { words } from '../messages/index.ts'

const text = words.taxes

const keyOf = ({ country, region, postcodePattern, taxClass, startsOn }: TaxRateView) => ({
  country,
  region,
  postcodePattern,
  taxClass,
  startsOn,
})

type Props = { rate: TaxRateView; onDone: () => void; onClose: () => void }

/** Asks once more: what is sold from now on is taxed otherwise. */
export function RemoveRate({ rate, onDone, onClose }: Props) {
  const remove = useMutation({
    mutationFn: () => ask('DELETE', '/taxes/rates', keyOf(rate)),
    onSuccess: onDone,
    onError: sayNo,
  })
  return (
    <FormModal
      title={text.removeTitle}
      action={text.remove}
      onSubmit={() => remove.mutate()}
      onClose={onClose}
      busy={remove.isPending}
      danger
      begin="keep"
    >
      <p>{text.removeText(`${rate.percent} % ${rate.name}`)}</p>
    </FormModal>
  )
}
