import { useEffect, useState } from 'preact/hooks';
import { type Choice, parseChoice, queryOf } from './choice.ts';

/** The choice in the page's address, and a way to change it that "Back" undoes. */
export function useChoice(): readonly [Choice, (choice: Choice) => void] {
  const [choice, setChoice] = useState(() => parseChoice(location.search));
  useEffect(() => {
    const back = () => setChoice(parseChoice(location.search));
    addEventListener('popstate', back);
    return () => removeEventListener('popstate', back);
  }, []);
  const choose = (next: Choice) => {
    history.pushState(null, '', `${location.pathname}${queryOf(next)}`);
    setChoice(next);
  };
  return [choice, choose];
}
