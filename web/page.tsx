import './page.css';
import { render } from 'preact';
import { App } from './app.tsx';
import { barTextAsMarkup } from './trusted-types.ts';

barTextAsMarkup();
render(<App />, document.body);
