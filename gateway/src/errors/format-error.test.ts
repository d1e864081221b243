import { AppError, createLogger, createMetrics } from '@visiobook/service';
import { GraphQLError } from 'graphql';
import { describe, expect, it } from 'vitest';
import { createFormatError } from './format-error.ts';

const lines: string[] = [];
const log = createLogger({
  service: 'test',
  version: '0',
  environment: 'test',
  logLevel: 'info',
  destination: { write: (line) => void lines.push(line) },
});
const format = createFormatError(log, createMetrics('test'));
const shown = (error: GraphQLError) => format(error.toJSON(), error);

describe('formatError', () => {
  it('shows what a subgraph refused, without the name of the subgraph', () => {
    const error = new GraphQLError('It changed.', {
      path: ['a', 0],
      extensions: { code: 'CONFLICT', current: 2, serviceName: 'projects' },
    });
    expect(shown(error)).toEqual({
      message: 'It changed.',
      path: ['a', 0],
      extensions: { code: 'CONFLICT', current: 2 },
    });
  });

  it('hides what has no code, or one that is not on the list, and logs it whole', () => {
    for (const extensions of [
      { code: 'DOWNSTREAM_SERVICE_ERROR' },
      { code: 'PG_23505' },
      { code: 'INTERNAL' },
      {},
    ]) {
      lines.length = 0;
      const error = new GraphQLError('secret', { path: ['a'], extensions });
      expect(shown(error)).toMatchObject({ path: ['a'], extensions: { code: 'INTERNAL' } });
      expect(JSON.stringify(shown(error))).not.toContain('secret');
      expect(lines.join()).toContain('secret');
    }
  });

  it('calls faults of the document BAD_USER_INPUT, and keeps the code of our own rules', () => {
    expect(shown(new GraphQLError('Cannot query'))).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
    const parse = new GraphQLError('Syntax', { extensions: { code: 'GRAPHQL_PARSE_FAILED' } });
    expect(shown(parse)).toMatchObject({ message: 'Syntax', extensions: { code: 'BAD_USER_INPUT' } });
    const rule = new GraphQLError('Too deep.', { extensions: { code: 'TOO_EXPENSIVE' } });
    const covered = new GraphQLError('Too deep.', {
      originalError: rule,
      extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
    });
    expect(shown(covered)).toMatchObject({ extensions: { code: 'TOO_EXPENSIVE' } });
  });

  it('shows an AppError of the gateway itself, however deep it is wrapped', () => {
    const cause = new AppError('UNAVAILABLE', 'Try again.', { retryAfter: 3 });
    const error = new GraphQLError('x', { originalError: new GraphQLError('y', { originalError: cause }) });
    expect(shown(error)).toEqual({
      message: 'Try again.',
      extensions: { code: 'UNAVAILABLE', retryAfter: 3 },
    });
  });
});
