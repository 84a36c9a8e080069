/** With its options and their values, without the full stop or comma after it. */
const COMMAND =
  /((?:npm run [\w-]+(?: --(?= ))?|npx kinesis-hot-shard-workshop [\w-]+)(?: --?[\w-]+(?: (?!-)[^\s,;]*[^\s,;.])?)*)/;

/** A sentence in which the commands to type look like commands. */
export function Prose({ text }: { readonly text: string }) {
  return text
    .split(COMMAND)
    .map((part, at) => (at % 2 === 1 ? <code key={at}>{part}</code> : part));
}
