import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const root = resolve(__dirname, '../..');

test.each(['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md'])('%s links to files and headings that exist', (document) => {
  const targets = [...textOf(document).matchAll(/\]\((?!https:)([^)]*)\)/g)].map(([, target]) => target as string);
  const isThere = (target: string) => {
    const [file, anchor] = target.split('#');
    if (!existsSync(resolve(root, file || document))) return false;
    return anchor === undefined || anchorsOf(textOf(file || document)).includes(anchor);
  };
  expect(targets.filter((target) => !isThere(target))).toEqual([]);
});

function textOf(document: string): string {
  return readFileSync(resolve(root, document), 'utf8');
}

/** How GitHub names the headings of a document in links. */
function anchorsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\w -]/g, '')
      .replaceAll(' ', '-'),
  );
}
