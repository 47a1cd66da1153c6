import { deflateRawSync } from 'node:zlib';
import { readZipEntry } from './zip';

test('reads stored and deflated entries', () => {
  const archive = zip([
    { name: 'a/stored', method: 0, content: Buffer.from('as it is') },
    { name: 'a/deflated', method: 8, content: deflateRawSync(Buffer.from('x'.repeat(1000))) },
  ]);
  expect(readZipEntry(archive, 'a/stored').toString()).toBe('as it is');
  expect(readZipEntry(archive, 'a/deflated').toString()).toBe('x'.repeat(1000));
});

test('says what is wrong with an archive', () => {
  const archive = zip([{ name: 'a', method: 99, content: Buffer.from('?') }]);
  expect(() => readZipEntry(archive, 'b')).toThrow('The zip archive has no entry b');
  expect(() => readZipEntry(archive, 'a')).toThrow('compression method 99');
  expect(() => readZipEntry(Buffer.from('not a zip file, though long enough'), 'a')).toThrow('Not a zip archive');
});

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly content: Buffer;
}

/** A zip archive with only the fields set that a reader needs. */
function zip(entries: readonly Entry[]): Buffer {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const { name, method, content } of entries) {
    const header = Buffer.alloc(30);
    header.writeUInt32LE(0x04034b50, 0);
    header.writeUInt16LE(name.length, 26);
    local.push(header, Buffer.from(name), content);

    const directory = Buffer.alloc(46);
    directory.writeUInt32LE(0x02014b50, 0);
    directory.writeUInt16LE(method, 10);
    directory.writeUInt32LE(content.length, 20);
    directory.writeUInt16LE(name.length, 28);
    directory.writeUInt32LE(offset, 42);
    central.push(directory, Buffer.from(name));
    offset += header.length + name.length + content.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...local, ...central, end]);
}
