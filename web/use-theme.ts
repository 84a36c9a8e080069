import { useEffect, useState } from 'preact/hooks';
import { DARK, LIGHT, type Theme } from '../charts/theme.ts';

/** The charts' colours, as the reader's system wants them; paper is light. */
export function useTheme(): Theme {
  const [isDark, setDark] = useState(() => darkScreen().matches);
  useEffect(() => {
    const dark = darkScreen();
    const follow = () => setDark(dark.matches);
    dark.addEventListener('change', follow);
    return () => dark.removeEventListener('change', follow);
  }, []);
  return isDark ? DARK : LIGHT;
}

function darkScreen(): MediaQueryList {
  return matchMedia('(prefers-color-scheme: dark)');
}
