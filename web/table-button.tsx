interface Props {
  /** `Table of the shards` */
  readonly name: string;
  readonly isPressed: boolean;
  readonly press: () => void;
}

/** Shows the numbers behind a drawing, or hides them again. */
export function TableButton({ name, isPressed, press }: Props) {
  return (
    <button type="button" class="small" aria-pressed={isPressed} aria-label={name} onClick={press}>
      Table
    </button>
  );
}
