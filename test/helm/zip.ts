import { inflateRawSync } from 'node:zlib';

const END_OF_CENTRAL_DIRECTORY = 0x06054b50;
const CENTRAL_HEADER = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
const END_RECORD_SIZE = 22;
const CENTRAL_HEADER_SIZE = 46;
const LOCAL_HEADER_SIZE = 30;
const STORED = 0;
const DEFLATED = 8;

/** The content of one file in a zip archive. Throws where the archive does not have it. */
export function readZipEntry(archive: Buffer, name: string): Buffer {
  const end = endRecordOffset(archive);
  const count = archive.readUInt16LE(end + 10);
  let offset = archive.readUInt32LE(end + 16);

  for (let index = 0; index < count; index++) {
    if (archive.readUInt32LE(offset) !== CENTRAL_HEADER) throw new Error('The zip archive has a broken directory');
    const nameLength = archive.readUInt16LE(offset + 28);
    const extraLength = archive.readUInt16LE(offset + 30);
    const commentLength = archive.readUInt16LE(offset + 32);
    const nameStart = offset + CENTRAL_HEADER_SIZE;
    if (archive.toString('utf8', nameStart, nameStart + nameLength) === name) return readContent(archive, offset);
    offset = nameStart + nameLength + extraLength + commentLength;
  }
  throw new Error(`The zip archive has no entry ${name}`);
}

/** The end record is the last thing in the file but for a comment of unknown length, so it is searched from behind. */
function endRecordOffset(archive: Buffer): number {
  for (let offset = archive.length - END_RECORD_SIZE; offset >= 0; offset--) {
    if (archive.readUInt32LE(offset) === END_OF_CENTRAL_DIRECTORY) return offset;
  }
  throw new Error('Not a zip archive: it has no end record');
}

function readContent(archive: Buffer, centralOffset: number): Buffer {
  const method = archive.readUInt16LE(centralOffset + 10);
  const compressedSize = archive.readUInt32LE(centralOffset + 20);
  const localOffset = archive.readUInt32LE(centralOffset + 42);
  if (archive.readUInt32LE(localOffset) !== LOCAL_HEADER) throw new Error('The zip archive has a broken entry');

  const nameLength = archive.readUInt16LE(localOffset + 26);
  const extraLength = archive.readUInt16LE(localOffset + 28);
  const start = localOffset + LOCAL_HEADER_SIZE + nameLength + extraLength;
  const compressed = archive.subarray(start, start + compressedSize);
  if (method === STORED) return Buffer.from(compressed);
  if (method === DEFLATED) return inflateRawSync(compressed);
  throw new Error(`The zip archive uses compression method ${method}; only stored and deflated entries can be read`);
}
