import type { KeyWatch } from '../runner/asker.ts';

/** A terminal's keyboard; `process.stdin` in a command. */
export type Keyboard = Pick<
  NodeJS.ReadStream,
  'on' | 'off' | 'resume' | 'pause' | 'setRawMode' | 'isRaw'
>;

const CTRL_C = '\u0003';

/** What is waited for, each beside Ctrl-C. */
const KEYS = { enter: ['\r', '\n'], q: ['q', 'Q'] };

/** Takes the keyboard: Ctrl-C is a key like the others, and ends nothing. */
export function watchKey(
  which: 'any' | keyof typeof KEYS,
  keyboard: Keyboard = process.stdin,
): KeyWatch {
  let isPressed = false;
  let resolvePressed: () => void = () => undefined;
  const pressed = new Promise<void>((resolve) => {
    resolvePressed = resolve;
  });
  const onKey = (typed: Buffer | string) => {
    const text = typed.toString();
    if (which !== 'any' && ![CTRL_C, ...KEYS[which]].some((key) => text.includes(key))) return;
    isPressed = true;
    resolvePressed();
  };
  const wasRaw = keyboard.isRaw;
  keyboard.setRawMode(true);
  keyboard.on('data', onKey);
  keyboard.resume();
  return {
    isPressed: () => isPressed,
    pressed,
    stop: () => {
      keyboard.off('data', onKey);
      keyboard.setRawMode(wasRaw);
      keyboard.pause();
    },
  };
}
