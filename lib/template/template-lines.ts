import { type HelpersOptions, helpersFile } from './helpers-file';
import type { ChartTemplate } from './node';
import { templateFiles } from './template-files';

/** A line of a chart's templates. */
export interface TemplateLine {
  /** Path in the chart, such as `templates/deployment.yaml`. */
  readonly file: string;
  /** Counts from 1. */
  readonly line: number;
  /** The line without the blanks around it. */
  readonly text: string;
}

export interface TemplateLines {
  /** The first line of each entry, item and splice of the template, by the part itself. */
  readonly parts: ReadonlyMap<object, TemplateLine>;
  /** The line that defines each named template, by its name without the chart's. */
  readonly helpers: ReadonlyMap<string, TemplateLine>;
}

// Nothing that is printed has control characters in it: YAML escapes them.
const [START, END] = ['\u0001', '\u0002'];
const MARK = new RegExp(`${START}(\\d+)${END}`, 'g');

/** Where the parts of a chart's templates stand in its files. */
export function templateLines(template: ChartTemplate, options: HelpersOptions): TemplateLines {
  const { chart, header } = options;
  const marked: object[] = [];
  const mark = (part: object) => `${START}${marked.push(part) - 1}${END}`;
  const files = new Map([
    ...templateFiles(template, chart, { ...(header && { header }), mark }),
    ['_helpers.tpl', helpersFile(template, options, mark)],
  ]);
  const parts = new Map<object, TemplateLine>();
  const helpers = new Map<string, TemplateLine>();
  for (const [file, text] of files) {
    for (const [index, line] of text.split('\n').entries()) {
      const place = { file: `templates/${file}`, line: index + 1, text: line.replace(MARK, '').trim() };
      for (const [, number] of line.matchAll(MARK)) parts.set(marked[Number(number)], place);
      const [, helper] = line.match(/^\{\{- define "([^"]*)" -\}\}$/) ?? [];
      if (helper !== undefined) helpers.set(helper.slice(chart.length + 1), place);
    }
  }
  return { parts, helpers };
}
