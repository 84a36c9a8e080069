import DOMPurify from 'dompurify';
import { Marked } from 'marked';

/** Longer texts stay as they were written: to lay out Markdown of a megabyte takes seconds. */
const LONGEST_LAID_OUT = 20_000;
/** What Markdown can say, and no more: nothing that is fetched, run, or sent. */
const TAGS =
  'h3 h4 h5 h6 p br hr strong em del code pre blockquote ul ol li a table thead tbody tr th td #text'.split(
    ' ',
  );
const ATTRIBUTES = ['href', 'title', 'align', 'start'];
/** A widget's largest heading is below the section's. */
const DEEPEST_HEADING = 6;

const marked = new Marked({
  renderer: {
    heading({ tokens, depth }) {
      const level = Math.min(DEEPEST_HEADING, depth + 2);
      return `<h${level}>${this.parser.parseInline(tokens)}</h${level}>`;
    },
    image: ({ text }) => escaped(text === '' ? '(an image)' : `(image: ${text})`),
    // CloudWatch does not read HTML in a text widget either.
    html: ({ text }) => escaped(text),
    checkbox: ({ checked }) => (checked ? '☑ ' : '☐ '),
  },
});

/**
 * A stranger's Markdown as elements: images are their words, links open beside this page. A text
 * that is too long or too deep for that stays as it was written.
 */
export function safeMarkdown(markdown: string): DocumentFragment {
  const fragment = laidOut(markdown);
  if (fragment?.textContent?.trim()) return fragment;
  const plain = document.createElement('pre');
  plain.textContent = markdown;
  const asWritten = document.createDocumentFragment();
  asWritten.append(plain);
  return asWritten;
}

function laidOut(markdown: string): DocumentFragment | undefined {
  if (markdown.length > LONGEST_LAID_OUT) return undefined;
  let html: string;
  try {
    html = marked.parse(markdown, { async: false });
  } catch (error) {
    if (error instanceof RangeError) return undefined; // nested deeper than the stack
    throw error;
  }
  const fragment = DOMPurify.sanitize(html, {
    ALLOWED_TAGS: TAGS,
    ALLOWED_ATTR: ATTRIBUTES,
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
    ALLOWED_URI_REGEXP: /^https?:\/\//i,
    RETURN_DOM_FRAGMENT: true,
  });
  for (const link of fragment.querySelectorAll<HTMLAnchorElement>('a[href]')) {
    link.target = '_blank';
    link.rel = 'noopener noreferrer';
  }
  return fragment;
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
