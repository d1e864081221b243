import { describe, expect, it } from 'vitest';
import { createLogger } from './logger.ts';

function logLines() {
  const lines: Record<string, unknown>[] = [];
  const destination = {
    write: (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>),
  };
  const log = createLogger({
    service: 's',
    version: '1',
    environment: 'test',
    logLevel: 'debug',
    destination,
  });
  return { lines, log };
}

describe('a log line', () => {
  it('has the fields that operators search by', () => {
    const { lines, log } = logLines();
    log.info({ runId: 'r' }, 'done');
    expect(lines[0]).toMatchObject({
      level: 'info',
      message: 'done',
      service: 's',
      version: '1',
      environment: 'test',
      runId: 'r',
    });
    expect(Date.parse(String(lines[0]?.timestamp))).not.toBeNaN();
  });

  it('hides secrets and personal data, at the top and inside', () => {
    const { lines, log } = logLines();
    log.warn(
      {
        password: 'p1',
        input: { email: 'a@b.c', token: 'p2' },
        req: { headers: { authorization: 'p3', 'x-api-key': 'p4' } },
      },
      'x',
    );
    expect(JSON.stringify(lines)).not.toMatch(/p1|p2|p3|p4|a@b\.c/);
  });
});
