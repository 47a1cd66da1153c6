import { goComment } from '../template/go-syntax';

/** An object of a chart as the notes speak of it. */
export interface NotesObject {
  readonly kind: string;
  /** Name of the object as template text, such as `{{ include "demo.fullname" . }}`. */
  readonly name: string;
  /** Template condition under which the chart has the object, such as `.Values.ingress.enabled`. @default always */
  readonly condition?: string;
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
  /** Lines of the comment that the file begins with. @default none */
  readonly header?: readonly string[];
}

const NAMESPACE = '--namespace {{ .Release.Namespace }}';
const FIRST_LOCAL_PORT = 8080;
const ROLLED_OUT = new Set(['Deployment', 'StatefulSet', 'DaemonSet']);

/** The text of `templates/NOTES.txt`: the commands that a user needs after an installation. */
export function notesTxt({ chart, objects: all, header = [] }: NotesProps): string {
  const objects = all.filter(({ hook }) => hook === undefined);
  const tests = all.filter(({ hook }) => hook === 'test');
  const workloads = objects.filter(({ kind }) => ROLLED_OUT.has(kind));
  const lines = [
    ...goComment(header),
    `{{ .Chart.Name }} {{ .Chart.Version }} is deployed as release {{ .Release.Name }} in namespace {{ .Release.Namespace }}.`,
    ...whereAny(workloads, [
      ...section('Wait until it is ready:', workloads, (workload) => [
        `kubectl rollout status ${reference(workload)} ${NAMESPACE}`,
      ]),
      ...section('Follow its logs:', [{}], () => [
        `kubectl logs --selector ${selector(chart)} ${NAMESPACE} --all-containers --prefix --follow`,
      ]),
    ]),
    ...accessLines(objects),
    ...whereAny(
      tests,
      tests.length > 0 ? section('Test it:', [{}], () => [`helm test {{ .Release.Name }} ${NAMESPACE}`]) : [],
    ),
    ...upgradeLines(workloads),
    ...section('Go back to the revision before, or remove it:', [{}], () => [
      `helm rollback {{ .Release.Name }} ${NAMESPACE}`,
      `helm uninstall {{ .Release.Name }} ${NAMESPACE}`,
    ]),
  ];
  return `${lines.join('\n')}\n`;
}

/** Helm gives up after five minutes; a rollout knows better how long it may take. Several of them have no one figure. */
function upgradeLines(workloads: readonly NotesObject[]): string[] {
  const timed = workloads.filter(({ deadline }) => deadline !== undefined);
  if (timed.length !== 1) return [];
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
function accessLines(objects: readonly NotesObject[]): string[] {
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

  const ingressCondition = anyOf(ingresses);
  if (ingresses.length === 0) return whereAny(services, throughService);
  if (ingressCondition === undefined) return throughIngress;
  if (services.length === 0) return whereAny(ingresses, throughIngress);
  const serviceCondition = anyOf(services);
  return [
    `{{- if ${ingressCondition} }}`,
    ...throughIngress,
    serviceCondition === undefined ? '{{- else }}' : `{{- else if ${serviceCondition} }}`,
    ...throughService,
    '{{- end }}',
  ];
}

/** A blank line, a heading, and below it the commands of each object under the object's condition. */
function section<T extends Pick<NotesObject, 'condition'>>(
  heading: string,
  objects: readonly T[],
  commands: (object: T) => string[],
): string[] {
  const shared = anyOf(objects);
  return [
    '',
    heading,
    ...objects.flatMap((object) => {
      const lines = commands(object).map((command) => `  ${command}`);
      return object.condition === undefined || object.condition === shared ? lines : where(object.condition, lines);
    }),
  ];
}

/** Lines that are there where any of the objects is; none where there are no objects at all. */
function whereAny(objects: readonly NotesObject[], lines: readonly string[]): string[] {
  if (objects.length === 0) return [];
  const condition = anyOf(objects);
  return condition === undefined ? [...lines] : where(condition, lines);
}

/** Both actions take away the line break before them, so that neither leaves a line of its own. */
function where(condition: string, lines: readonly string[]): string[] {
  return [`{{- if ${condition} }}`, ...lines, '{{- end }}'];
}

/** The condition under which any of the objects is there; `undefined` where one always is. */
function anyOf(objects: readonly Pick<NotesObject, 'condition'>[]): string | undefined {
  const conditions = [...new Set(objects.map(({ condition }) => condition))];
  if (conditions.includes(undefined)) return undefined;
  return conditions.length === 1 ? conditions[0] : `or ${conditions.map((condition) => `(${condition})`).join(' ')}`;
}

function reference({ kind, name }: NotesObject): string {
  return `${kind.toLowerCase()}/${name}`;
}

function selector(chart: string): string {
  return `app.kubernetes.io/name={{ include "${chart}.name" . }},app.kubernetes.io/instance={{ .Release.Name }}`;
}
