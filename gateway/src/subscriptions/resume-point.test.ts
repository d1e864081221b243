import { buildSchema, getOperationAST, parse, print } from 'graphql';
import { describe, expect, it } from 'vitest';
import { makeResumable } from './resume-point.ts';

const schema = buildSchema(`
  type Query { a: Int }
  type Subscription { progress(run: ID, after: Int): Progress!  other(after: Int): Unnumbered  third: Progress }
  type Progress { seq: Int! percent: Float }
  type Unnumbered { percent: Float }
`);

function make(source: string, variables: Record<string, unknown> = {}) {
  const document = parse(source);
  const operation = getOperationAST(document);
  if (!operation) throw new Error('no operation');
  return makeResumable(schema, document, operation, variables);
}

describe('makeResumable', () => {
  it('makes the position a variable of its own and asks for the number of each event', () => {
    const resumable = make('subscription { p: progress(run: 1, after: 7) { percent } }');
    expect(resumable?.start).toBe(7);
    expect(resumable && print(resumable.document)).toBe(
      print(
        parse(`subscription ($visiobookGateway_after: Int) {
          p: progress(run: 1, after: $visiobookGateway_after) { percent visiobookGateway_seq: seq }
        }`),
      ),
    );
    expect(resumable?.variablesAfter(9)).toEqual({ visiobookGateway_after: 9 });
    expect(resumable?.variablesAfter(undefined)).toEqual({});
  });

  it('takes the number out of the event, under the name that the client gave the field', () => {
    const resumable = make('subscription { p: progress { percent } }');
    const data = { p: { percent: 1, visiobookGateway_seq: 12 } };
    expect(resumable?.takeSeq(data)).toBe(12);
    expect(data).toEqual({ p: { percent: 1 } });
    expect(resumable?.takeSeq({ p: null })).toBeUndefined();
    expect(resumable?.takeSeq(null)).toBeUndefined();
  });

  it('reads the start from variables and looks through fragments, which it leaves as they were', () => {
    const source = `
      subscription ($from: Int) { ...A }
      fragment A on Subscription { ... { progress(after: $from) { ...B } } }
      fragment B on Progress { percent }`;
    const resumable = make(source, { from: 3 });
    expect(resumable?.start).toBe(3);
    const printed = resumable ? print(resumable.operation) : '';
    expect(printed).toContain('progress(after: $visiobookGateway_after)');
    expect(printed).toContain('...B');
  });

  it('leaves alone what has no position or no numbers', () => {
    expect(make('subscription { other { percent } }')).toBeUndefined();
    expect(make('subscription { third { percent } }')).toBeUndefined();
  });
});
