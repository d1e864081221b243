import { describe, expect, it } from 'vitest';
import { createCircuit } from './circuit.ts';

describe('createCircuit', () => {
  it('opens after failures in a row, lets one call try after a while, and closes when that went well', () => {
    let now = 0;
    const circuit = createCircuit({ failures: 2, openMs: 100, now: () => now });
    circuit.failed();
    circuit.succeeded();
    circuit.failed();
    expect(circuit.isClosed()).toBe(true);
    circuit.failed();
    expect(circuit.isClosed()).toBe(false);
    now = 100;
    expect([circuit.isClosed(), circuit.isClosed()]).toEqual([true, false]);
    circuit.succeeded();
    expect([circuit.isClosed(), circuit.isClosed()]).toEqual([true, true]);
  });

  it('stays open when the call that tried failed too', () => {
    let now = 0;
    const circuit = createCircuit({ failures: 1, openMs: 100, now: () => now });
    circuit.failed();
    now = 150;
    expect(circuit.isClosed()).toBe(true);
    circuit.failed();
    now = 249;
    expect(circuit.isClosed()).toBe(false);
  });
});
