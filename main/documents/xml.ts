import { Parser } from 'htmlparser2';

/** Receives the contents of an XML document; names come without their prefixes. */
export interface XmlHandler {
  open?(name: string, attributes: Record<string, string>): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** Parses an XML document as it arrives. Entities that it declares itself are left unexpanded. */
export async function readXml(
  pieces: AsyncIterable<string> | Iterable<string>,
  handler: XmlHandler,
): Promise<void> {
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        handler.open?.(localName(name), attributes);
      },
      ontext(text) {
        handler.text?.(text);
      },
      onclosetag(name) {
        handler.close?.(localName(name));
      },
    },
    { xmlMode: true },
  );
  for await (const piece of pieces) parser.write(piece);
  parser.end();
}

/** Returns an attribute by its name without a prefix. */
export function attribute(attributes: Record<string, string>, name: string): string | undefined {
  if (attributes[name] !== undefined) return attributes[name];
  const full = Object.keys(attributes).find((each) => localName(each) === name);
  return full === undefined ? undefined : attributes[full];
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
