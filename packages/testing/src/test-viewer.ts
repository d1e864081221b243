import { signViewer, type Viewer } from '@visiobook/service';

/** The platform key of every test process. */
export const TEST_PLATFORM_KEY = 'a-platform-key-for-tests-only-0123456789';

/** A signed viewer header for a user, as the gateway would send it. */
export function userHeader(id: string, overrides: Partial<Viewer> = {}): string {
  return signViewer(
    { kind: 'USER', id, role: 'USER', scopes: [], sessionId: null, requestId: 'test-request', ...overrides },
    TEST_PLATFORM_KEY,
  );
}
