import { anyOf, type Condition, negate } from '../template/condition';
import { goCondition } from '../template/go-condition';
import { knowing, type PrintContext } from '../template/go-reference';
import { goComment } from '../template/go-syntax';
import { simplifyCondition } from '../template/simplify-condition';
import { ValuesOrder } from '../template/values-order';
import type { ObjectShape } from '../values/shape';

/** An object of a chart as the notes speak of it. */
export interface NotesObject {
  readonly kind: string;
  /** Name of the object as template text, such as `{{ include "demo.fullname" . }}`. */
  readonly name: string;
  /** The condition under which the chart has the object. @default always */
  readonly condition?: Condition;
  /** Of a Service: the port to send requests to, as template text. @default the Service is not mentioned */
  readonly port?: string | number;
  /** The moments at which Helm runs the object as a hook; only those of tests are mentioned. @default it is none */
  readonly hook?: string;
  /** Of a workload: the seconds after which its rollout has failed, as template text. @default it is not mentioned */
  readonly deadline?: string;
  /** Of an Ingress: the URL to send requests to, as template text. @default a command that shows the Ingress */
  readonly url?: string;
}

export interface NotesProps {
  /** Name of the chart, which its helpers begin with. */
  readonly chart: string;
  /** The objects in the order in which to speak of them; of kinds that are not mentioned there may be any. */
  readonly objects: readonly NotesObject[];
  /** Shape of the chart's values schema. */
  readonly shape: ObjectShape;
  /** Lines of the comment that the file begins with. @default none */
  readonly header?: readonly string[];
}

/** What is known where some lines stand. */
interface Place {
  readonly values: ValuesOrder;
  readonly facts: readonly Condition[];
  readonly context: PrintContext;
}

/** Lines of the notes, as they are where they stand. */
type Lines = (place: Place) => readonly string[];

const NAMESPACE = '--namespace {{ .Release.Namespace }}';
const FIRST_LOCAL_PORT = 8080;
const ROLLED_OUT = new Set(['Deployment', 'StatefulSet', 'DaemonSet']);

/** The text of `templates/NOTES.txt`: the commands that a user needs after an installation. */
export function notesTxt({ chart, objects: all, shape, header = [] }: NotesProps): string {
  const objects = all.filter(({ hook }) => hook === undefined);
  const tests = all.filter(({ hook }) => hook === 'test');
  const workloads = objects.filter(({ kind }) => ROLLED_OUT.has(kind));
  const lines = together(
    () => goComment(header),
    () => [
      '{{ .Chart.Name }} {{ .Chart.Version }} is deployed as release {{ .Release.Name }} in namespace {{ .Release.Namespace }}.',
    ],
    whereAny(
      workloads,
      together(
        section('Wait until it is ready:', workloads, (workload) => [
          `kubectl rollout status ${reference(workload)} ${NAMESPACE}`,
        ]),
        section('Follow its logs:', [{}], () => [
          `kubectl logs --selector ${selector(chart)} ${NAMESPACE} --all-containers --prefix --follow`,
        ]),
      ),
    ),
    accessLines(objects),
    whereAny(
      tests,
      section('Test it:', [{}], () => [`helm test {{ .Release.Name }} ${NAMESPACE}`]),
    ),
    upgradeLines(workloads),
    section('Go back to the revision before, or remove it:', [{}], () => [
      `helm rollback {{ .Release.Name }} ${NAMESPACE}`,
      `helm uninstall {{ .Release.Name }} ${NAMESPACE}`,
    ]),
  );
  const fileOf = () => {
    throw new RangeError('the notes cannot contain a checksum');
  };
  const place: Place = { values: new ValuesOrder(shape), facts: [], context: { chart, loops: [], fileOf } };
  return `${lines(place).join('\n')}\n`;
}

/** Helm gives up after five minutes; a rollout knows better how long it may take. Several of them have no one figure. */
function upgradeLines(workloads: readonly NotesObject[]): Lines {
  const timed = workloads.filter(({ deadline }) => deadline !== undefined);
  if (timed.length !== 1) return () => [];
  const flag =
    '{{ if semverCompare ">=4-0" .Capabilities.HelmVersion.Version }}--rollback-on-failure{{ else }}--atomic{{ end }}';
  return whereAny(
    timed,
    section('Upgrade it, or go back where it is not ready in time:', timed, ({ deadline }) => [
      `helm upgrade {{ .Release.Name }} <chart> ${NAMESPACE} ${flag} --timeout ${deadline}s`,
    ]),
  );
}

/** The way through an Ingress where there is one, and else through the Services. */
function accessLines(objects: readonly NotesObject[]): Lines {
  const ingresses = objects.filter(({ kind }) => kind === 'Ingress');
  const services = objects.filter(({ kind, port }) => kind === 'Service' && port !== undefined);
  const throughIngress = section('Send it requests at:', ingresses, (ingress) => [
    ingress.url ?? `kubectl get ${reference(ingress)} ${NAMESPACE}`,
  ]);
  const heading =
    services.length === 1
      ? `Send it requests at http://127.0.0.1:${FIRST_LOCAL_PORT} while this command runs:`
      : 'Send it requests at 127.0.0.1 while these commands run:';
  const throughService = section(heading, services, (service) => {
    const port = FIRST_LOCAL_PORT + services.indexOf(service);
    return [`kubectl port-forward ${reference(service)} ${port}:${service.port} ${NAMESPACE}`];
  });
  return branches([
    { when: whenAny(ingresses), lines: throughIngress },
    { when: whenAny(services), lines: throughService },
  ]);
}

function together(...parts: readonly Lines[]): Lines {
  return (place) => parts.flatMap((part) => part(place));
}

/** A blank line, a heading, and below it the commands of each object under the object's condition. */
function section<T extends Pick<NotesObject, 'condition'>>(
  heading: string,
  objects: readonly T[],
  commands: (object: T) => string[],
): Lines {
  const parts = objects.map((object) =>
    branches([{ when: object.condition ?? true, lines: () => commands(object).map((command) => `  ${command}`) }]),
  );
  return together(() => ['', heading], ...parts);
}

/** Lines that are there where any of the objects is; none where there are no objects at all. */
function whereAny(objects: readonly NotesObject[], lines: Lines): Lines {
  return branches([{ when: whenAny(objects), lines }]);
}

/**
 * The lines of the first branch whose condition holds. Every action takes away the line break before it, so that none
 * leaves a line of its own.
 */
function branches(all: readonly { readonly when: Condition | boolean; readonly lines: Lines }[]): Lines {
  return ({ values, facts, context }) => {
    const printed: string[] = [];
    let outside: Place = { values, facts, context };
    for (const { when, lines } of all) {
      const simple = typeof when === 'boolean' ? when : simplifyCondition(when, outside.facts, values);
      if (simple === false) continue;
      if (simple === true) {
        const last = lines(outside);
        return printed.length === 0 ? last : [...printed, '{{- else }}', ...last, '{{- end }}'];
      }
      const keyword = printed.length === 0 ? 'if' : 'else if';
      printed.push(`{{- ${keyword} ${goCondition(simple, outside.context)} }}`, ...lines(where(simple, outside)));
      outside = where(negate(simple), outside);
    }
    return printed.length === 0 ? [] : [...printed, '{{- end }}'];
  };
}

function where(condition: Condition, { values, facts, context }: Place): Place {
  return { values, facts: [...facts, condition], context: knowing(condition, context) };
}

/** The condition under which any of the objects is there. */
function whenAny(objects: readonly NotesObject[]): Condition | boolean {
  const conditions = objects.flatMap(({ condition }) => condition ?? []);
  if (objects.length === 0) return false;
  return conditions.length < objects.length ? true : anyOf(conditions);
}

function reference({ kind, name }: NotesObject): string {
  return `${kind.toLowerCase()}/${name}`;
}

function selector(chart: string): string {
  return `app.kubernetes.io/name={{ include "${chart}.name" . }},app.kubernetes.io/instance={{ .Release.Name }}`;
}
