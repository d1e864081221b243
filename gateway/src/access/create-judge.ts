import { createPolicyHook } from './policy-hook.ts';
import { anyJudge, createRuleJudge, type PolicyJudge, type PolicyRule } from './policy-judge.ts';

export interface JudgeConfig {
  policies: Readonly<Record<string, PolicyRule>>;
  hook: { url: string; timeoutMs: number } | undefined;
}

/** The judge of the configuration: its rules, and the service that it names. */
export function createJudge({ policies, hook }: JudgeConfig, platformKey: string | undefined): PolicyJudge {
  const rules = createRuleJudge(policies);
  return hook ? anyJudge([rules, createPolicyHook({ ...hook, platformKey })]) : rules;
}
