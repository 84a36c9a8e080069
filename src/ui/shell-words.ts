/**
 * The parts of a shell command between which a backslash at the line's end changes nothing: its
 * words, with quotes kept whole, and the words within `$(…)`.
 */
export function shellWords(command: string): string[] {
  const words: string[] = [];
  // what closes each quote and parenthesis that is open, the innermost last
  const closers: string[] = [];
  let word = '';
  for (let at = 0; at < command.length; at += 1) {
    const character = command.charAt(at);
    const closer = closers.at(-1);
    const isQuoted = closer === "'" || closer === '"';
    if (character === ' ' && !isQuoted) {
      if (word !== '') words.push(word);
      word = '';
      continue;
    }
    word += character;
    if (character === '\\' && closer !== "'") {
      at += 1;
      word += command.charAt(at);
    } else if (character === closer) {
      closers.pop();
    } else if (closer !== "'" && character === '(' && (!isQuoted || command[at - 1] === '$')) {
      closers.push(')');
    } else if (!isQuoted && (character === "'" || character === '"')) {
      closers.push(character);
    }
  }
  return word === '' ? words : [...words, word];
}
