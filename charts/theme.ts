/** The colours of a picture, `#rrggbb`. */
export interface Theme {
  readonly background: string;
  /** Of texts that are read first. */
  readonly ink: string;
  /** Of axes, and of texts that explain. */
  readonly quiet: string;
  /** Of what only guides the eye; it need not be seen. */
  readonly hairline: string;
  /** Of what is hot alone: no other line has it unless its own colour is told. */
  readonly hot: string;
  /** Of the other lines in turn; neighbours differ for most kinds of colour vision. */
  readonly lines: readonly string[];
}

export const LIGHT: Theme = {
  background: '#ffffff',
  ink: '#1f2933',
  quiet: '#52606d',
  hairline: '#e4e7eb',
  hot: '#d1495b',
  lines: [
    '#00798c',
    '#c77700',
    '#4d8b57',
    '#7b5ea7',
    '#6b7680',
    '#3b6fb6',
    '#8c564b',
    '#b0478c',
    '#7a7d12',
    '#2f4858',
  ],
};

export const DARK: Theme = {
  background: '#14181d',
  ink: '#e6eaee',
  quiet: '#a3afbb',
  hairline: '#2b323a',
  hot: '#ff7182',
  lines: [
    '#35b5c8',
    '#e39b35',
    '#74b881',
    '#ab90d8',
    '#97a3ae',
    '#70a2e6',
    '#c48f83',
    '#dc7dbb',
    '#b4b74c',
    '#7c9bb0',
  ],
};
