import { describe, expect, it } from 'vitest';
import {
  anonymous,
  requireService,
  requireUser,
  serviceViewer,
  signViewer,
  type Viewer,
  verifyViewer,
} from './viewer.ts';

const KEY = 'k'.repeat(32);
const ann: Omit<Viewer, 'expiresAt'> = {
  kind: 'USER',
  id: 'ann',
  role: 'USER',
  scopes: ['a'],
  sessionId: 's',
  requestId: 'r',
};

describe('a signed viewer', () => {
  it('comes back as it was signed', () => {
    expect(verifyViewer(signViewer(ann, KEY), KEY)).toMatchObject(ann);
  });

  it('is refused when signed with another key, changed, cut or too old', () => {
    const signed = signViewer(ann, KEY);
    const [body, signature] = signed.split('.') as [string, string];
    const admin = Buffer.from(JSON.stringify({ ...ann, role: 'ADMIN', expiresAt: 9e9 })).toString(
      'base64url',
    );
    for (const bad of [signViewer(ann, 'x'.repeat(32)), `${admin}.${signature}`, body, '', '.', `${body}.`]) {
      expect(() => verifyViewer(bad, KEY)).toThrow(/not signed by this platform/);
    }
    expect(() => verifyViewer(signed, KEY, Date.now() + 3_600_000)).toThrow(/expired/);
  });

  it('is a user only when it says so, and a service likewise', () => {
    const user = verifyViewer(signViewer(ann, KEY), KEY);
    const service = verifyViewer(signViewer(serviceViewer('media', 'r'), KEY), KEY);
    expect(requireUser(user).id).toBe('ann');
    expect(requireService(service).id).toBe('media');
    expect(() => requireUser(service)).toThrow('Log in first.');
    expect(() => requireUser(anonymous('r'))).toThrow('Log in first.');
    expect(() => requireService(user)).toThrow(/Only for services/);
  });
});
