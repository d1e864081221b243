import type { ProjectRole } from '@visiobook/schema';
import { describe, expect, it } from 'vitest';
import { mayDo, type ProjectAction, requireMay } from './project-policy.ts';

const TABLE: [ProjectAction, (ProjectRole | null)[]][] = [
  ['project:read', ['VIEWER', 'EDITOR', 'OWNER']],
  ['project:duplicate', ['VIEWER', 'EDITOR', 'OWNER']],
  ['project:update', ['EDITOR', 'OWNER']],
  ['generation:start', ['EDITOR', 'OWNER']],
  ['generation:cancel', ['EDITOR', 'OWNER']],
  ['project:delete', ['OWNER']],
];

describe('what members may do', () => {
  it.each(TABLE)('lets only the right roles do %s', (action, roles) => {
    for (const role of [null, 'VIEWER', 'EDITOR', 'OWNER'] as const)
      expect(mayDo(role, action)).toBe(roles.includes(role));
  });

  it('hides the project from strangers, and tells members that they may not', () => {
    expect(() => requireMay(null, 'project:read')).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }));
    expect(() => requireMay({ viewerRole: 'VIEWER' }, 'project:delete')).toThrow(
      expect.objectContaining({ code: 'FORBIDDEN' }),
    );
    expect(requireMay({ viewerRole: 'OWNER' }, 'project:delete')).toEqual({ viewerRole: 'OWNER' });
  });
});
