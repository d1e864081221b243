import type { BenchOperation } from '../measure/operation.ts';

/** Three of the operations that the portal lives on: a list, a page with much in it, and what it asks again and again. */
export const PORTAL_OPERATIONS: readonly BenchOperation[] = [
  {
    name: 'project list',
    world: 'portal',
    query: `
      query ProjectList($text: String!) {
        projects(filter: { text: $text }, first: 20) {
          totalCount
          pageInfo { hasNextPage endCursor }
          nodes {
            id title description status updatedAt
            owner { id displayName }
            file { id name byteSize }
            latestRun { id status percent }
            storyboard { id duration }
          }
        }
      }`,
    variables: (n) => ({ text: `book ${n}` }),
  },
  {
    name: 'storyboard',
    world: 'portal',
    query: `
      query Storyboard($id: ID!) {
        project(id: $id) {
          id title viewerRole
          analysis {
            id language
            characters { id name importance }
            scenes(first: 30) { totalCount nodes { id index title place { name kind } } }
          }
          storyboard {
            id title duration aspect
            frames(first: 30) {
              totalCount
              nodes {
                id index caption duration status
                scene { id title summary emotion { label valence } characters { id name } }
                illustration { id alt width height file { id url(expiresIn: 600) } }
                narration { id duration file { id url(expiresIn: 600) } }
              }
            }
          }
        }
      }`,
    variables: (n) => ({ id: `project-${n}` }),
  },
  {
    name: 'run progress',
    world: 'portal',
    query: `
      query RunProgress($id: ID!) {
        run(id: $id) {
          id status percent etaSeconds seq
          stages { name status done total percent message }
          project { id title storyboard { id duration } }
        }
      }`,
    variables: (n) => ({ id: `run-${n}` }),
  },
];
