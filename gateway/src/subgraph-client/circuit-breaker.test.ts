import { describe, expect, it } from 'vitest';
import { createCircuitBreaker } from './circuit-breaker.ts';

function breaker() {
  let time = 0;
  const changes: string[] = [];
  const circuit = createCircuitBreaker({
    failures: 5,
    openMs: 60_000,
    onChange: (state) => changes.push(state),
    now: () => time,
  });
  const fail = (times: number) => {
    for (let i = 0; i < times; i++) if (circuit.enter()) circuit.failed();
  };
  return { circuit, changes, fail, pass: (ms: number) => (time += ms) };
}

describe('the circuit breaker', () => {
  it('opens at the fifth failure in a row, and a success in between counts them anew', () => {
    const { circuit, changes, fail } = breaker();
    fail(4);
    circuit.succeeded();
    fail(4);
    expect(circuit.enter()).toBe(true);
    circuit.failed();
    expect(circuit.enter()).toBe(false);
    expect(changes).toEqual(['open']);
  });

  it('lets one call try after a minute and closes when it succeeds', () => {
    const { circuit, changes, fail, pass } = breaker();
    fail(5);
    pass(59_999);
    expect(circuit.enter()).toBe(false);
    pass(1);
    expect(circuit.enter()).toBe(true);
    expect(circuit.enter()).toBe(false);
    circuit.succeeded();
    expect(circuit.enter()).toBe(true);
    expect(changes).toEqual(['open', 'closed']);
  });

  it('stays open for another minute when the try fails, and lets another try when it was given up', () => {
    const { circuit, fail, pass } = breaker();
    fail(5);
    pass(60_000);
    expect(circuit.enter()).toBe(true);
    circuit.cancelled();
    expect(circuit.enter()).toBe(true);
    circuit.failed();
    pass(59_999);
    expect(circuit.enter()).toBe(false);
  });

  it('is not kept open by calls that were under way when it opened', () => {
    const { circuit, fail, pass } = breaker();
    fail(5);
    pass(59_999);
    circuit.failed();
    pass(1);
    expect(circuit.enter()).toBe(true);
  });
});
