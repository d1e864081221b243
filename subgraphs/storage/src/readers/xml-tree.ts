import { DomUtils, parseDocument } from 'htmlparser2';

/** An element of a small XML file, with its name and attributes as written. */
export type XmlElement = ReturnType<typeof DomUtils.getElementsByTagName>[number];
type XmlParent = ReturnType<typeof parseDocument> | XmlElement;

/** Parses a package document or a table. The parser knows no entity but the predefined ones, so none can grow. */
export function parseXml(text: string): ReturnType<typeof parseDocument> {
  return parseDocument(text, { xmlMode: true, decodeEntities: true });
}

/** Descendants by local name: `creator` finds `dc:creator`. */
export function byLocalName(parent: XmlParent, name: string): XmlElement[] {
  return DomUtils.getElementsByTagName((tag) => localName(tag) === name, parent, true);
}

export function childrenByLocalName(parent: XmlParent, name: string): XmlElement[] {
  return DomUtils.getElementsByTagName((tag) => localName(tag) === name, parent.children, false);
}

export function textOf(element: XmlElement): string {
  return DomUtils.textContent(element).replace(/\s+/g, ' ').trim();
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1).toLowerCase();
}
