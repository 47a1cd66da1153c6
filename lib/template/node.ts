import type { Condition } from './condition';
import type { Expression } from './expression';
import type { Reference } from './reference';

/** Text, a number or a boolean. */
export interface Scalar {
  readonly kind: 'scalar';
  readonly expression: Expression;
}
/** A part of the values, copied whole: `toYaml .Values.affinity`. */
export interface Copy {
  readonly kind: 'copy';
  readonly reference: Reference;
}
export interface Mapping {
  readonly kind: 'mapping';
  readonly parts: readonly Part<Entry>[];
}
export interface Sequence {
  readonly kind: 'sequence';
  readonly parts: readonly Part<Item>[];
  /** Where none of the parts gives an item, the sequence is an empty list rather than nothing. @default false */
  readonly orEmpty?: boolean;
}

/** An empty map or list, which Kubernetes gives a meaning of its own: `emptyDir: {}`. */
export interface Empty {
  readonly kind: 'empty';
  readonly of: 'mapping' | 'sequence';
}

/** What can stand behind a key, behind a dash, or alone in a document. */
export type TemplateNode = Scalar | Copy | Empty | Mapping | Sequence;

/** One entry of a mapping. */
export interface Entry {
  readonly kind: 'entry';
  readonly key: Expression;
  readonly value: TemplateNode;
}
/** One item of a sequence. */
export interface Item {
  readonly kind: 'item';
  readonly value: TemplateNode;
}
/** Parts that are there only under a condition; the first branch whose condition holds counts. */
export interface Conditional<P> {
  readonly kind: 'conditional';
  readonly branches: readonly { readonly when: Condition; readonly parts: readonly Part<P>[] }[];
  readonly otherwise: readonly Part<P>[];
}
/** Parts that are repeated for each element of a sequence or dictionary. */
export interface Loop<P> {
  readonly kind: 'loop';
  readonly over: Reference;
  /** Which of the nested loops this is; references in the body name it by this number. */
  readonly loop: number;
  readonly parts: readonly Part<P>[];
}
/** A dictionary or sequence of the values, copied whole between the other entries or items. */
export interface Splice {
  readonly kind: 'splice';
  readonly reference: Reference;
  /** Keys of the dictionary that are not copied, because the mapping has entries of its own for them. @default none */
  readonly omitted?: readonly string[];
  /** Other dictionaries whose keys are not copied, because their entries win. @default none */
  readonly overriddenBy?: readonly Reference[];
}
/** Entries or items that a named template gives, such as the common labels. */
export interface Included {
  readonly kind: 'included';
  readonly helper: string;
}

/** What a mapping (of entries) or a sequence (of items) is made of. */
export type Part<P> = P | Conditional<P> | Loop<P> | Splice | Included;

/** A named template in `_helpers.tpl` that gives text: the first branch whose condition holds. */
export interface TextHelper {
  readonly name: string;
  /** What it is, for who reads `_helpers.tpl`. @default its name says it */
  readonly comment?: string;
  readonly branches: readonly { readonly when: Condition; readonly text: Expression }[];
  readonly otherwise: Expression;
}

/** A named template in `_helpers.tpl` that gives entries of a mapping: labels that objects and pods share. */
export interface EntriesHelper {
  readonly name: 'labels' | 'podLabels' | 'selectorLabels';
  readonly parts: readonly Part<Entry>[];
}

/** A named template in `_helpers.tpl` that gives what stands in several places: entries of a mapping, or items. */
export interface BlockHelper {
  readonly name: string;
  /** What it is, for who reads `_helpers.tpl`. */
  readonly comment: string;
  readonly of: 'entries' | 'items';
  readonly parts: readonly (Part<Entry> | Part<Item>)[];
}

/** A whole chart's templates: its objects, and the named templates that they include. */
export interface ChartTemplate {
  readonly objects: readonly Part<Item>[];
  readonly helpers: readonly TextHelper[];
  readonly labels: readonly EntriesHelper[];
  /** @default none */
  readonly blocks?: readonly BlockHelper[];
}
