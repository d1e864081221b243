import {
  type GraphQLOutputType,
  getNamedType,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type SelectionSetNode,
} from 'graphql';
import { collectSlots, runtimeTypes, type Selecting } from '../planning/need.ts';
import type { Raw } from './absorb.ts';
import type { CompiledRun } from './compiled-run.ts';
import type { Place } from './place-tree.ts';

/**
 * Writes the data of an answer as JSON. @returns undefined where something is missing that must not be, or is not
 * what it should be: what the answer is then takes more thought (shape-result.ts)
 */
export type WriteAnswer = (run: CompiledRun) => string | undefined;

/** @param value neither null nor undefined. @throws NOT_PLAIN */
type Write = (value: unknown, memos: Memos) => string;

/** What was written of objects that stand at several places, by the place in the client's selections. */
type Memos = (Map<object, string> | undefined)[] | undefined;

const NOT_PLAIN = Symbol('not plain');

/**
 * Prepares the writing of one operation's answers: names, types and order are worked out here, once.
 *
 * @returns undefined for operations that ask for more than values (introspection)
 */
export function compileWriter(
  selecting: Selecting,
  rootType: string,
  selectionSet: SelectionSetNode,
  root: Place,
): WriteAnswer | undefined {
  const writers = new Writers(selecting);
  const slots = collectSlots(selecting, rootType, [selectionSet]);
  const isIntrospection = [...slots.values()].some(({ nodes }) =>
    /^__(schema|type)$/.test(nodes[0]!.name.value),
  );
  if (isIntrospection) return undefined;
  const write = writers.objectOf(root, rootType, [selectionSet]);
  return ({ root: object, shares }) => {
    try {
      return write(object, shares ? [] : undefined);
    } catch (thrown) {
      if (thrown !== NOT_PLAIN) throw thrown;
      return undefined;
    }
  };
}

class Writers {
  #memos = 0;
  readonly #selecting: Selecting;

  constructor(selecting: Selecting) {
    this.#selecting = selecting;
  }

  /** For objects of a declared type, concrete or not. */
  object(place: Place | undefined, declared: string, sets: readonly SelectionSetNode[]): Write {
    const type = this.#selecting.schema.getType(declared);
    if (isObjectType(type)) return this.objectOf(place, declared, sets);
    const visible = new Set(runtimeTypes(this.#selecting.schema, declared));
    const byType = new Map<string, Write>();
    return (value, memos) => {
      const name = (value as Raw).__typename as string;
      let write = byType.get(name);
      if (!write) {
        if (!visible.has(name) || !isObjectType(this.#selecting.schema.getType(name))) throw NOT_PLAIN;
        write = this.objectOf(place, name, sets);
        byType.set(name, write);
      }
      return write(value, memos);
    };
  }

  objectOf(place: Place | undefined, typename: string, sets: readonly SelectionSetNode[]): Write {
    const type = this.#selecting.schema.getType(typename);
    if (!isObjectType(type)) throw new Error(`${typename} is no object type.`);
    const fields: { lead: string; key: string; write: Write; mayBeNull: boolean }[] = [];
    // What is the same for all objects is written once, and goes before the next value.
    let lead = '{';
    for (const [name, { slot, nodes }] of collectSlots(this.#selecting, typename, sets)) {
      const node = nodes[0]!;
      lead += `${JSON.stringify(name)}:`;
      if (node.name.value === '__typename') {
        lead += `${JSON.stringify(typename)},`;
        continue;
      }
      const declared = type.getFields()[node.name.value]!.type;
      const stands = place?.slots.get(slot);
      const below = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
      fields.push({
        lead,
        key: stands?.key ?? '',
        write: this.#memoized(this.#value(stands?.place, declared, below), stands?.place),
        mayBeNull: !isNonNullType(declared),
      });
      lead = ',';
    }
    const tail = lead === ',' ? '}' : lead === '{' ? '{}' : `${lead.slice(0, -1)}}`;
    return (value, memos) => {
      if (typeof value !== 'object') throw NOT_PLAIN;
      let text = '';
      for (let at = 0; at < fields.length; at++) {
        const { lead, key, write, mayBeNull } = fields[at]!;
        const own = (value as Raw)[key];
        if (own !== null && own !== undefined) text += lead + write(own, memos);
        else if (mayBeNull) text += `${lead}null`;
        else throw NOT_PLAIN;
      }
      return text + tail;
    };
  }

  #value(place: Place | undefined, declared: GraphQLOutputType, below: readonly SelectionSetNode[]): Write {
    const type = isNonNullType(declared) ? declared.ofType : declared;
    if (isListType(type)) return listOf(this.#value(place, type.ofType, below), !isNonNullType(type.ofType));
    if (isEnumType(type)) {
      const texts = new Map(type.getValues().map(({ name }) => [name, `"${name}"`]));
      return (value) => texts.get(String(value)) ?? notPlain();
    }
    if (isLeafType(type)) return writeLeaf;
    const write = this.#memoized(this.object(place, getNamedType(type).name, below), place);
    return (value, memos) => (Array.isArray(value) ? notPlain() : write(value, memos));
  }

  #memoized(write: Write, place: Place | undefined): Write {
    if (!place?.shares) return write;
    const number = this.#memos++;
    return (value, memos) => {
      if (!memos || typeof value !== 'object') return write(value, memos);
      let memo = memos[number];
      if (!memo) {
        memo = new Map();
        memos[number] = memo;
      }
      const known = memo.get(value as object);
      if (known !== undefined) return known;
      const text = write(value, memos);
      memo.set(value as object, text);
      return text;
    };
  }
}

function listOf(write: Write, mayBeNull: boolean): Write {
  return (value, memos) => {
    if (!Array.isArray(value)) throw NOT_PLAIN;
    let text = '[';
    for (let at = 0; at < value.length; at++) {
      const item: unknown = value[at];
      if (at > 0) text += ',';
      if (item !== null && item !== undefined) text += write(item, memos);
      else if (mayBeNull) text += 'null';
      else throw NOT_PLAIN;
    }
    return `${text}]`;
  };
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON escapes them.
const NEEDS_ESCAPE = /[\u0000-\u001f"\\\ud800-\udfff]/;

function writeLeaf(value: unknown): string {
  if (typeof value === 'string') return NEEDS_ESCAPE.test(value) ? JSON.stringify(value) : `"${value}"`;
  return JSON.stringify(value);
}

function notPlain(): never {
  throw NOT_PLAIN;
}
