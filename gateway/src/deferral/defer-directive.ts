import {
  DirectiveLocation,
  GraphQLBoolean,
  GraphQLDirective,
  GraphQLNonNull,
  GraphQLSchema,
  GraphQLString,
} from 'graphql';

/** As the incremental delivery RFC defines it; graphql-js has it from version 17 on. */
export const DEFER = new GraphQLDirective({
  name: 'defer',
  description: 'Lets the fields of a fragment come after the rest of the answer, in a part of their own.',
  locations: [DirectiveLocation.FRAGMENT_SPREAD, DirectiveLocation.INLINE_FRAGMENT],
  args: {
    if: {
      type: new GraphQLNonNull(GraphQLBoolean),
      defaultValue: true,
      description: 'The fragment comes with the rest unless this is true.',
    },
    label: { type: GraphQLString, description: 'Names the part; each label stands once in a document.' },
  },
});

const extended = new WeakMap<GraphQLSchema, GraphQLSchema>();

/** The schema with `@defer`; the same one each time. */
export function withDefer(schema: GraphQLSchema): GraphQLSchema {
  if (schema.getDirective(DEFER.name)) return schema;
  const known = extended.get(schema);
  if (known) return known;
  const config = schema.toConfig();
  const made = new GraphQLSchema({ ...config, directives: [...config.directives, DEFER] });
  extended.set(schema, made);
  return made;
}
