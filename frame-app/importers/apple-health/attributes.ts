import { type AttributeSpan, readAttribute } from './tag-end.ts';
import { xmlText } from './xml-text.ts';

/** One attribute's text, and where it stands, for readers that want its bytes. */
export interface Attribute {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/**
 * The attributes of a tag that lies whole in [from, end). Makes strings, so it is for the rare elements:
 * workouts, daily summaries, and the few kinds of metadata that matter.
 */
export function attributesOf(
  bytes: Uint8Array,
  view: DataView,
  from: number,
  end: number,
): Map<string, Attribute> {
  const span: AttributeSpan = { nameFrom: 0, nameTo: 0, valueFrom: 0, valueTo: 0, next: 0 };
  const found = new Map<string, Attribute>();
  for (let at = readAttribute(view, from, end, span); at > 0; at = readAttribute(view, at, end, span)) {
    found.set(xmlText(bytes.subarray(span.nameFrom, span.nameTo)), {
      text: xmlText(bytes.subarray(span.valueFrom, span.valueTo)),
      from: span.valueFrom,
      to: span.valueTo,
    });
  }
  return found;
}
