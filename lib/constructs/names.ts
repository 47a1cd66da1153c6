import { textOfForm } from './text-form';

const NAME = /^([a-z0-9]([-a-z0-9]*[a-z0-9])?)?$/;

const name = () => textOfForm(NAME, 'lower-case letters, digits and "-", beginning and ending with a letter or digit');

/** Top-level values that change the names of all objects, as in charts that `helm create` makes. */
export const nameValues = {
  nameOverride: name().default('').describe("Stands in for the chart's name. Changing it makes a new Deployment."),
  fullnameOverride: name()
    .default('')
    .describe('Stands in for the full name of the objects. Changing it makes new objects.'),
};
