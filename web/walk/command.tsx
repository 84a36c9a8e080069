import { useState } from 'preact/hooks';

const SHOWN_MS = 2_000;

/** A command to type, and a button that copies it. */
export function Command({ text }: { readonly text: string }) {
  const [said, setSaid] = useState('');
  const copy = async () => {
    setSaid(await copied(text));
    setTimeout(() => setSaid(''), SHOWN_MS);
  };
  return (
    <div class="command">
      <pre>{text}</pre>
      <button type="button" class="small" onClick={copy}>
        Copy
      </button>
      <span class="quiet" role="status">
        {said}
      </span>
    </div>
  );
}

async function copied(text: string): Promise<string> {
  try {
    await navigator.clipboard.writeText(text);
    return 'Copied';
  } catch {
    return 'The browser does not let it be copied';
  }
}
