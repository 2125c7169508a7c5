import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation } from '@tanstack/react-query'

import type { ZoneView } from '../../admin-api/types.ts'
import { ask } from '../api.ts'
import { FormModal } from '../components/FormModal.tsx'
import { countryNames } from '../components/format.ts'
import { say, sayNo } from '../components/said.ts'
import { words } from '../messages/index.ts'

const text = words.shipping

type Props = { zone: ZoneView; marketId: string; onGone: () => void }

/** Asks once more: shoppers there can order nothing that is sent. */
export function RemoveZone({ zone, marketId, onGone }: Props) {
  const [asking, { open, close }] = useDisclosure()
  const remove = useMutation({
    mutationFn: () => ask('DELETE', `/shipping/zones/${zone.id}`, { marketId, version: zone.version }),
    onError: sayNo,
    onSuccess: () => {
      say(text.removed)
      onGone()
    },
  })
  return (
    <>
      <Button variant="subtle" color="red" onClick={open}>
        {text.remove} …
      </Button>
      {asking ? (
        <FormModal
          title={text.removeTitle}
          action={text.remove}
          onSubmit={() => remove.mutate()}
          onClose={close}
          busy={remove.isPending}
          danger
          begin="keep"
        >
          <p>{text.removeText(countryNames(zone.countries).join(', '))}</p>
        </FormModal>
      ) : null}
    </>
  )
}
