-- Sentences of summaries say where they come from; of those that were kept before, nobody knows any more.
UPDATE "analysis"."analyses" SET "summary" = (
  SELECT coalesce(jsonb_agg(jsonb_build_object('text', "sentence" #>> '{}', 'start', NULL, 'end', NULL) ORDER BY "place"), '[]')
  FROM jsonb_array_elements("summary") WITH ORDINALITY AS "s" ("sentence", "place")
);--> statement-breakpoint
UPDATE "analysis"."chapters" SET "summary" = (
  SELECT coalesce(jsonb_agg(jsonb_build_object('text', "sentence" #>> '{}', 'start', NULL, 'end', NULL) ORDER BY "place"), '[]')
  FROM jsonb_array_elements("summary") WITH ORDINALITY AS "s" ("sentence", "place")
);
