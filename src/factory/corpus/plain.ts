// Markdown and HTML as plain text: what a reader sees, paragraphs apart by blank lines.
import { htmlToText } from 'html-to-text';
import { marked } from 'marked';

/** The words of a page: no scripts, navigation, images or link addresses; headings as they are written. */
export function htmlText(html: string): string {
  return htmlToText(html, {
    wordwrap: false,
    limits: { maxInputLength: undefined },
    selectors: [
      ...['title', 'img', 'nav', 'script', 'style', 'template', 'noscript', 'form'].map((selector) => ({
        selector,
        format: 'skip',
      })),
      { selector: 'a', options: { ignoreHref: true } },
      ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false } })),
      { selector: 'table', format: 'dataTable', options: { uppercaseHeaderCells: false } },
      { selector: 'ul', options: { itemPrefix: '- ' } },
    ],
  }).trim();
}

/** The words of a Markdown document (GitHub's flavour); a front matter of YAML is left out. */
export function markdownText(markdown: string): string {
  return htmlText(marked.parse(markdown.replace(/^---\n[\s\S]*?\n---\n/, ''), { async: false }));
}

const HTML_TITLE = /<title[^>]*>([^<]+)<\/title>/i;

/** What a page calls itself. */
export function htmlTitle(html: string): string | undefined {
  const [, title] = HTML_TITLE.exec(html) ?? [];
  return title === undefined ? undefined : htmlText(title);
}
