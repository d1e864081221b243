import type { Plan } from '../planning/plan.ts';
import type { PrintedFetch } from '../planning/print-fetch.ts';

/** A plan and the texts of its fetches, by their id. */
export interface PreparedPlan {
  plan: Plan;
  printed: readonly PrintedFetch[];
  rootType: string;
}
