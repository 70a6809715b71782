// Markdown at a terminal, as it is written: a line is shown as it comes while it is plain, and painted when it is whole
// once it is not. Elsewhere than at a terminal the text stays as it is.
import { type MarkedToken, marked, type Token } from 'marked';
import { paint, printable, write } from './terminal.ts';

/** What may begin a mark: from here on a line waits for its end. */
const MARK = /[*_`#>|[~-]|^\s*\d+\./;

export class MarkdownWriter {
  readonly #stream: NodeJS.WriteStream;
  #line = '';
  /** How much of the line is shown already. */
  #shown = 0;
  #fence = false;

  constructor(stream: NodeJS.WriteStream = process.stdout) {
    this.#stream = stream;
  }

  async write(text: string): Promise<void> {
    if (!this.#stream.isTTY) return write(this.#stream, text);
    const lines = printable(text).split('\n');
    for (const [i, piece] of lines.entries()) {
      this.#line += piece;
      if (i < lines.length - 1) await this.#endLine('\n');
      else await this.#showPlain();
    }
  }

  /** Shows what is left of the last line. */
  async end(): Promise<void> {
    if (this.#stream.isTTY && this.#line !== '') await this.#endLine('');
  }

  async #showPlain(): Promise<void> {
    if (this.#fence || MARK.test(this.#line)) return;
    await write(this.#stream, this.#line.slice(this.#shown));
    this.#shown = this.#line.length;
  }

  async #endLine(end: string): Promise<void> {
    const line = this.#line;
    this.#line = '';
    const shown = this.#shown;
    this.#shown = 0;
    if (/^\s*(```|~~~)/.test(line)) {
      this.#fence = !this.#fence;
      return;
    }
    // A mark that comes late in a line leaves what was shown before it as it is.
    const rest = line.slice(shown);
    await write(this.#stream, (this.#fence ? rest : this.#painted(rest, shown > 0)) + end);
  }

  #painted(line: string, within: boolean): string {
    const inside = (text: string): string => this.#inline(marked.Lexer.lexInline(text));
    if (within) return inside(line);
    const [, heading] = /^\s*#{1,6}\s+(.*)$/.exec(line) ?? [];
    if (heading !== undefined) return paint(this.#stream, 'bold', inside(heading));
    const [, space, item] = /^(\s*)[-*+]\s+(.*)$/.exec(line) ?? [];
    if (item !== undefined) return `${space}• ${inside(item)}`;
    const [, quoted] = /^\s*>\s?(.*)$/.exec(line) ?? [];
    return quoted === undefined ? inside(line) : paint(this.#stream, 'dim', `│ ${inside(quoted)}`);
  }

  #inline(tokens: readonly Token[]): string {
    return tokens.map((token) => this.#token(token as MarkedToken)).join('');
  }

  #token(token: MarkedToken): string {
    const style = (name: Parameters<typeof paint>[1], text: string): string => paint(this.#stream, name, text);
    if (token.type === 'strong') return style('bold', this.#inline(token.tokens));
    if (token.type === 'em') return style('italic', this.#inline(token.tokens));
    if (token.type === 'del') return style('strikethrough', this.#inline(token.tokens));
    if (token.type === 'codespan') return style('cyan', token.text);
    if (token.type === 'link') return `${this.#inline(token.tokens)} (${token.href})`;
    return token.raw;
  }
}
