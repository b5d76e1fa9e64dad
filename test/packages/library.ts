/** Offsets and sizes in a PE file, as small as possible. */
const headersSize = 0x200;
const sectionAddress = 0x1000;
const peOffset = 0x40;
const optionalHeaderSize = 224;

/**
 * Returns a 32-bit Windows library that exports functions but has no code: enough for what only looks up names in it,
 * as the NSIS compiler does with plug-ins.
 */
export function windowsLibrary(name: string, functions: readonly string[]): Buffer {
  const section = exportSection(`${name}.dll`, functions.toSorted());
  const fileSize = Math.ceil(section.length / 0x200) * 0x200;
  const headers = Buffer.alloc(headersSize);
  headers.write('MZ');
  headers.writeUInt32LE(peOffset, 0x3c);
  headers.write('PE\0\0', peOffset);
  const file = peOffset + 4;
  headers.writeUInt16LE(0x14c, file);
  headers.writeUInt16LE(1, file + 2);
  headers.writeUInt16LE(optionalHeaderSize, file + 16);
  // A 32-bit library that can be run.
  headers.writeUInt16LE(0x2102, file + 18);
  const optional = file + 20;
  headers.writeUInt16LE(0x10b, optional);
  headers.writeUInt32LE(0x10000000, optional + 28);
  headers.writeUInt32LE(0x1000, optional + 32);
  headers.writeUInt32LE(0x200, optional + 36);
  headers.writeUInt16LE(4, optional + 48);
  headers.writeUInt32LE(sectionAddress + Math.ceil(section.length / 0x1000) * 0x1000, optional + 56);
  headers.writeUInt32LE(headersSize, optional + 60);
  headers.writeUInt16LE(2, optional + 68);
  headers.writeUInt32LE(16, optional + 92);
  headers.writeUInt32LE(sectionAddress, optional + 96);
  headers.writeUInt32LE(section.length, optional + 100);
  const table = optional + optionalHeaderSize;
  headers.write('.edata', table);
  headers.writeUInt32LE(section.length, table + 8);
  headers.writeUInt32LE(sectionAddress, table + 12);
  headers.writeUInt32LE(fileSize, table + 16);
  headers.writeUInt32LE(headersSize, table + 20);
  headers.writeUInt32LE(0x40000040, table + 36);
  return Buffer.concat([headers, section, Buffer.alloc(fileSize - section.length)]);
}

function exportSection(library: string, functions: readonly string[]): Buffer {
  const count = functions.length;
  const addresses = 40;
  const names = addresses + 4 * count;
  const ordinals = names + 4 * count;
  const texts = ordinals + 2 * count;
  const written = [library, ...functions].map((text) => Buffer.from(`${text}\0`));
  const table = Buffer.alloc(texts);
  let at = sectionAddress + texts;
  table.writeUInt32LE(at, 12);
  table.writeUInt32LE(1, 16);
  table.writeUInt32LE(count, 20);
  table.writeUInt32LE(count, 24);
  table.writeUInt32LE(sectionAddress + addresses, 28);
  table.writeUInt32LE(sectionAddress + names, 32);
  table.writeUInt32LE(sectionAddress + ordinals, 36);
  for (const [index, text] of written.slice(0, -1).entries()) {
    at += text.length;
    table.writeUInt32LE(sectionAddress, addresses + 4 * index);
    table.writeUInt32LE(at, names + 4 * index);
    table.writeUInt16LE(index, ordinals + 2 * index);
  }
  return Buffer.concat([table, ...written]);
}
