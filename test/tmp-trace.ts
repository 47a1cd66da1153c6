import { loadEnvironments } from '../lib/environment/load';
import { parseValues } from '../lib/values/validate';
import { inferenceServiceValues } from '../lib/constructs/inference-service-values';
import { InferenceService } from '../lib/constructs/inference-service';
import { traceChart } from '../lib/trace/trace';
const set = loadEnvironments('environments');
const definition: any = { metadata: {name:'ml-inference',version:'1.0.0',appVersion:'1.0.0'}, values: inferenceServiceValues, constructs: (s: any,v: any)=>{new InferenceService(s,'inference',v)} };
const envs = [set.base, ...set.environments].map(e => ({ name: e.name, values: parseValues(inferenceServiceValues, e.values), release: { release:'ml-inference', chart:'ml-inference', namespace: e.namespace, chartVersion:'1.0.0', appVersion:'1.0.0' } }));
const t = Date.now();
try {
const r = traceChart(definition, envs as any);
console.log('ms', Date.now()-t, 'runs', r.runs, 'fixed', r.fixed, 'dead', r.dead);
try { const p = require('../lib/template/template-files'); console.log(Object.keys(p)); const files = (Object.values(p)[0] as any)(r.template, definition.metadata); for (const f of Array.isArray(files)?files:Object.entries(files)) console.log(f); } catch(e) { console.log(e); }
} catch (e:any) { console.log('ms', Date.now()-t, e.message.slice(0,3000), e.stack.slice(0,1500)); }
