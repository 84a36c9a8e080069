const OPTION = String.raw`(?: --?[\w-]+(?: (?!-)[^\s,;]*[^\s,;.])?)`;

/** With its options and their values, without the full stop or comma after it. */
const COMMAND = new RegExp(
  String.raw`(npm run [\w-]+(?: --${OPTION}+)?|npx kinesis-hot-shard-workshop [\w-]+${OPTION}*)`,
);

/** Words and the commands to type, in turns, words first. */
export function proseParts(text: string): string[] {
  return text.split(COMMAND);
}
