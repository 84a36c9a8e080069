import { useEffect, useState } from 'preact/hooks';
import { DARK, LIGHT, type Theme } from '../charts/theme.ts';

/** The colours of what is drawn, as the reader's system wants them; paper is light. */
export function useTheme(): Theme {
  const [isDark, setDark] = useState(() => darkScreen().matches);
  useEffect(() => {
    const dark = darkScreen();
    const follow = () => setDark(dark.matches);
    const print = () => setDark(false);
    dark.addEventListener('change', follow);
    addEventListener('beforeprint', print);
    addEventListener('afterprint', follow);
    return () => {
      dark.removeEventListener('change', follow);
      removeEventListener('beforeprint', print);
      removeEventListener('afterprint', follow);
    };
  }, []);
  return isDark ? DARK : LIGHT;
}

function darkScreen(): MediaQueryList {
  return matchMedia('(prefers-color-scheme: dark)');
}
