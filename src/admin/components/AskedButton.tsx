import { Button, type ButtonProps, Tooltip } from '@mantine/core'

type Props = ButtonProps & { why: string | null; onClick: () => void; children: string }

/** A button that says why it is off. It stays in the tab order, so that everybody can learn the reason. */
export function AskedButton({ why, onClick, ...rest }: Props) {
  if (why === null) return <Button {...rest} onClick={onClick} />
  return (
    <Tooltip label={why} withArrow multiline events={{ hover: true, focus: true, touch: true }}>
      <Button {...rest} variant="default" data-disabled aria-disabled onClick={(event) => event.preventDefault()} />
    </Tooltip>
  )
}
