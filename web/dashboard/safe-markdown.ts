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

/** A stranger's Markdown as elements: images are their words, links open beside this page. */
export function safeMarkdown(markdown: string): DocumentFragment {
  if (markdown.length > LONGEST_LAID_OUT) {
    const plain = document.createElement('pre');
    plain.textContent = markdown;
    const fragment = document.createDocumentFragment();
    fragment.append(plain);
    return fragment;
  }
  const fragment = DOMPurify.sanitize(marked.parse(markdown, { async: false }), {
    ALLOWED_TAGS: TAGS,
    ALLOWED_ATTR: ATTRIBUTES,
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
    ALLOWED_URI_REGEXP: /^https?:\/\//i,
    RETURN_DOM_FRAGMENT: true,
  });
  for (const link of fragment.querySelectorAll('a')) {
    link.target = '_blank';
    link.rel = 'noopener noreferrer';
  }
  return fragment;
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
