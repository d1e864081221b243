import { Parser } from 'htmlparser2';
import { stripInline } from '../domain/ingest/apparatus.ts';
import { type Block, isBreakLine, sceneBreak } from '../domain/ingest/block.ts';

/** A block of a content document, with the anchors that stand at its beginning. */
export interface AnchoredBlock extends Block {
  readonly anchors: readonly string[];
}

interface OpenElement {
  readonly name: string;
  readonly skipped: boolean;
  readonly mark: number | undefined;
  /** Where its text began, for notes that are recognised only when they close. */
  readonly from: number;
  readonly isNote: boolean;
}

/** Reads the paragraphs of a content document. The parser streams, so depth and entities cost nothing. */
export function htmlBlocks(html: string): AnchoredBlock[] {
  const blocks: AnchoredBlock[] = [];
  const open: OpenElement[] = [];
  let text = '';
  let anchors: string[] = [];
  let mark: number | undefined;

  const flush = () => {
    const lines = text
      .split('\n')
      .map((line) => stripInline(line.replace(/\s+/g, ' ')).trim())
      .filter((line) => line !== '');
    text = '';
    if (lines.length === 0) return;
    const isRule = lines.every((line) => isBreakLine(line));
    const verse = mark === undefined && lines.length > 1 && lines.every((line) => line.length < 90);
    blocks.push(
      isRule
        ? { ...sceneBreak(), anchors }
        : { lines, gap: 1, verse, anchors, ...(mark === undefined ? {} : { mark }) },
    );
    anchors = [];
  };
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        const parent = open.at(-1);
        const skipped = parent?.skipped === true || isSkipped(name, attributes);
        if (!skipped && BLOCKS.has(name)) {
          flush();
          if (isBreak(name, attributes)) blocks.push({ ...sceneBreak(), anchors: [] });
        }
        const id = attributes.id ?? (name === 'a' ? attributes.name : undefined);
        if (id !== undefined && (text.trim() === '' || parent?.mark !== undefined)) anchors.push(id);
        const depth = /^h([1-6])$/.exec(name)?.[1];
        if (depth !== undefined) mark = Number(depth);
        if (name === 'br' && !skipped) text += '\n';
        open.push({ name, skipped, mark, from: text.length, isNote: name === 'sup' || name === 'a' });
      },
      ontext(chunk) {
        if (open.at(-1)?.skipped !== true) text += chunk.replace(/[\r\n\t ]+/g, ' ');
      },
      onclosetag(name) {
        const element = open.pop();
        if (element === undefined || element.skipped) return;
        if (
          element.isNote &&
          NOTE_MARK.test(text.slice(element.from)) &&
          (name === 'sup' || /[[(]/.test(text.slice(element.from)))
        )
          text = text.slice(0, element.from);
        if (!BLOCKS.has(name)) return;
        flush();
        if (/^h[1-6]$/.test(name)) mark = open.at(-1)?.mark;
      },
    },
    { decodeEntities: true, lowerCaseTags: true, recognizeSelfClosing: true },
  );
  parser.write(html);
  parser.end();
  flush();
  return blocks;
}

const BLOCKS = new Set(
  'p div section article header footer main aside blockquote h1 h2 h3 h4 h5 h6 hgroup ul ol li dl dt dd pre table tr figure figcaption hr address body center'.split(
    ' ',
  ),
);
const HIDDEN = new Set(
  'head title script style nav svg math img audio video iframe object template form button figcaption rt rp'.split(
    ' ',
  ),
);
const NOTE_MARK = /^\s*[[(]?(?:\d{1,3}|[*†‡]{1,3}|[ivx]{1,4})[\])]?\s*$/;

const SKIPPED_ROLES = new Set(
  'noteref footnote footnotes endnote endnotes rearnote rearnotes note pagebreak toc toc-brief landmarks loi lot bibliography biblioentry copyright-page titlepage halftitlepage halftitle colophon imprint index glossary cover page-list backlink credits errata other-credits contributors'.split(
    ' ',
  ),
);
const SKIPPED_CLASSES =
  /(?:^|[\s-])(?:pg-?boilerplate|pgheader|pg-?footer|footnotes?|endnotes?|noteref|fnanchor|page-?num(?:ber)?|pagebreak|toc|tocpage|transnote|copyright(?:-page)?|titlepage|colophon|imprint|caption|illus)(?=$|\s)/i;

function isSkipped(name: string, attributes: Record<string, string>): boolean {
  if (HIDDEN.has(name) || attributes.hidden !== undefined || attributes['aria-hidden'] === 'true')
    return true;
  const roles = `${attributes['epub:type'] ?? ''} ${(attributes.role ?? '').replace(/doc-/g, '')}`.split(
    /\s+/,
  );
  if (roles.some((role) => SKIPPED_ROLES.has(role.replace(/^.*:/, '')))) return true;
  // A heading of the body may be called `caption` or `toc` for its style alone.
  return !/^h[1-6]$|^body$/.test(name) && SKIPPED_CLASSES.test(attributes.class ?? '');
}

const BREAK_CLASSES =
  /(?:^|[\s_-])(?:scene-?break|section-?break|thought-?break|context-?break|text-?break|asterism|fleuron|ornament(?:al)?-?break|separator|tb)(?=$|[\s_-])/i;

function isBreak(name: string, attributes: Record<string, string>): boolean {
  return name === 'hr' || BREAK_CLASSES.test(attributes.class ?? '');
}
