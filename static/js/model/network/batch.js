/**
 * Edits of the batch and of the loss, whose targets belong together; pure transitions as in spec.js.
 * @import { Edit } from './spec.js'
 * @import { Catalogue, DatasetEntry, Entry, ExplicitData, NamedData, Spec } from './types.js'
 */
import { nameOf } from '../page/selectors.js';
import { isOutputOnly, lossOf, takesClasses } from './catalogue.js';
import { isTooLarge, layerOf, unitsOf } from './sizes.js';
import { fitted, resized, setUnits } from './spec.js';
import { areIndices, batchOf, columnNames, tableOf, widthsOf } from './table.js';

/**
 * @param {Spec} spec
 * @param {ExplicitData|NamedData} data
 * @returns {Spec}
 */
function withData(spec, data) {
  const { input_size: _, ...network } = spec.network; // it follows from the data
  return { ...spec, network, data };
}

/**
 * @param {Spec} spec
 * @returns {ExplicitData}
 */
function explicitOf(spec) {
  return 'inputs' in spec.data ? spec.data : { inputs: [], targets: [] };
}

/**
 * @param {Spec} spec
 * @returns {number} d_L, at least one
 */
function outputUnits(spec) {
  return unitsOf(spec, spec.network.layers.length) ?? 1;
}

/**
 * How many outputs a loss needs for so many classes.
 * @param {string} loss
 * @param {number} classes
 * @param {number} now
 * @param {Catalogue|null} catalogue
 * @returns {number}
 */
function outputsFor(loss, classes, now, catalogue) {
  if (!takesClasses(loss, catalogue) && classes === 2 && now === 1) return 1;
  return classes;
}

/**
 * Makes the output as wide as the classes need.
 * @param {Spec} spec
 * @param {number} classes
 * @param {Catalogue|null} catalogue
 * @returns {Edit}
 */
function withClasses(spec, classes, catalogue) {
  const l = spec.network.layers.length;
  const outputs = outputsFor(spec.loss, classes, outputUnits(spec), catalogue);
  if (l === 0 || outputs === unitsOf(spec, l)) return fitted(spec, catalogue);
  const { spec: next, notes } = setUnits(spec, l, outputs, catalogue);
  if (unitsOf(next, l) !== outputs) {
    const fit = fitted(next, catalogue);
    return { spec: fit.spec, notes: [...notes, ...fit.notes] };
  }
  return { spec: next, notes: [`The output now has ${outputs} units, one for each class.`, ...notes] };
}

/**
 * Takes a data set; the first layer and the output follow its features and classes.
 * @param {Spec} spec
 * @param {DatasetEntry} entry
 * @param {Catalogue|null} catalogue
 * @returns {Edit}
 */
export function setDataset(spec, entry, catalogue) {
  /** @type {NamedData} */
  const data = { dataset: entry.name, size: entry.default_size, seed: 0 };
  if (entry.noise !== null) data.noise = entry.noise;
  return withClasses(withData(spec, data), entry.classes.length, catalogue);
}

/**
 * @param {Spec} spec
 * @param {'size'|'noise'|'seed'} field
 * @param {Entry|undefined} value undefined leaves it to its default
 * @returns {Spec}
 */
export function setDataField(spec, field, value) {
  const { [field]: _, ...rest } = /** @type {NamedData} */ (spec.data);
  return { ...spec, data: value === undefined ? rest : { ...rest, [field]: value } };
}

/**
 * @param {Spec} spec which stays as it is
 * @param {number} examples
 * @param {number} columns
 * @returns {Edit}
 */
function tooMany(spec, examples, columns) {
  return { spec, notes: [`The examples are as before: ${examples} × ${columns} numbers are too many for a table to type into.`] };
}

/**
 * How many classes labels stand for. Where they clearly start at 1, class 0 is none of them: the service says so, and
 * offers to make them start at 0.
 * @param {ExplicitData['targets']} labels
 * @returns {number|null} null where they are no class indices (yet)
 */
function classesOf(labels) {
  const found = new Set(labels.map((label) => (typeof label === 'number' ? label : -1)));
  const [least, most] = [Math.min(...found), Math.max(...found)];
  if (!Number.isInteger(most) || most < 0 || most >= 1000) return null;
  const allThere = least === 1 && found.size === most;
  const fromOne = allThere && (most >= 3 || labels.length >= 5 * most);
  return fromOne ? most : most + 1;
}

/**
 * Writes a batch out (or takes a pasted one): class indices widen the output where they need it.
 * @param {Spec} spec
 * @param {ExplicitData} data
 * @param {Catalogue|null} catalogue
 * @returns {Edit}
 */
export function setExplicitData(spec, data, catalogue) {
  const { inputs: { length }, inputs: [first = []] } = data;
  if (isTooLarge(length, first.length)) return tooMany(spec, length, first.length);
  const next = withData(spec, data);
  if (!takesClasses(spec.loss, catalogue) || !areIndices(data.targets)) return fitted(next, catalogue);
  const classes = classesOf(data.targets);
  return classes !== null && classes > outputUnits(spec) ? withClasses(next, classes, catalogue) : fitted(next, catalogue);
}

/**
 * Sets a block of the table of inputs and targets; rows beyond the last one are new examples.
 * @param {Spec} spec an explicit one
 * @param {number} row
 * @param {number} column
 * @param {Entry[][]} block
 * @param {Catalogue|null} catalogue
 * @returns {Edit}
 */
export function setTableBlock(spec, row, column, block, catalogue) {
  const data = explicitOf(spec);
  const table = tableOf(data);
  const width = table[0]?.length ?? 0;
  const height = Math.max(table.length, row + block.length);
  if (height > table.length && isTooLarge(height, width)) return tooMany(spec, height, width);
  const next = resized(table, height, width).map((values, r) =>
    values.map((old, c) => block[r - row]?.[c - column] ?? old),
  );
  const names = columnNames(data);
  const batch = { ...data, ...batchOf(next, widthsOf(data)[0], areIndices(data.targets)), ...(names ? { names } : {}) };
  const spare = Math.max(...block.map((values) => column + values.length)) - width;
  const edit = block.length > 1 ? setExplicitData(spec, batch, catalogue) : { spec: { ...spec, data: batch }, notes: [] };
  const notes = spare > 0 ? [`What lies beyond the table’s ${width} columns was left out.`] : [];
  return { spec: edit.spec, notes: [...notes, ...edit.notes] };
}

/**
 * Data with as many names as columns: a new input is called after its place, and where the targets changed their form
 * their names are let go.
 * @param {ExplicitData} data
 * @param {ExplicitData} before what the names are of
 * @returns {ExplicitData}
 */
function named(data, before) {
  const names = columnNames(before);
  if (!names) return data;
  const [features, outputs] = widthsOf(data);
  const [had] = widthsOf(before);
  const inputs = Array.from({ length: features }, (_, i) => (i < had ? names[i] : undefined) ?? `x${i}`);
  const targets = names.slice(had);
  return { ...data, names: targets.length === outputs ? [...inputs, ...targets] : inputs };
}

/**
 * Adds an example, all zeros.
 * @param {Spec} spec an explicit one
 * @returns {Spec}
 */
export function addExample(spec) {
  const data = explicitOf(spec);
  const { inputs, targets } = data;
  const zeros = Array.from({ length: widthsOf(data)[0] || 1 }, () => 0);
  const first = targets[0];
  const target = Array.isArray(first) ? first.map((_, o) => (o === 0 ? 1 : 0)) : 0;
  const grown = /** @type {ExplicitData['targets']} */ ([...targets, target]);
  return { ...spec, data: { ...data, inputs: [...inputs, zeros], targets: grown } };
}

/**
 * @param {Spec} spec an explicit one
 * @param {number} n
 * @returns {Edit}
 */
export function removeExample(spec, n) {
  const data = explicitOf(spec);
  const { inputs, targets } = data;
  if (inputs.length < 2) return { spec, notes: ['A batch has at least one example.'] };
  const kept = /** @type {ExplicitData['targets']} */ (targets.filter((_, index) => index !== n));
  return { spec: { ...spec, data: { ...data, inputs: inputs.filter((_, index) => index !== n), targets: kept } }, notes: [] };
}

/**
 * Adds or removes input features at the end; the first layer's explicit weights follow.
 * @param {Spec} spec an explicit one
 * @param {number} features
 * @param {Catalogue|null} catalogue
 * @returns {Edit}
 */
export function setFeatures(spec, features, catalogue) {
  const data = explicitOf(spec);
  const { inputs } = data;
  if (features < 1) return { spec, notes: ['An example has at least one input.'] };
  const [had] = widthsOf(data);
  if (features > had && isTooLarge(inputs.length, features)) return tooMany(spec, inputs.length, features);
  const whole = inputs.map((row) => Array.from({ length: had }, (_, column) => row[column] ?? ''));
  const next = named({ ...data, inputs: resized(whole, inputs.length, features) }, data);
  return fitted(withData(spec, next), catalogue);
}

/**
 * Makes rows of targets as wide as the output, unless that is too wide to type into or the rows differ in length; then
 * the service says so.
 * @param {Spec} spec
 * @returns {Spec}
 */
export function withFittingTargets(spec) {
  const data = spec.data;
  if (!('inputs' in data) || areIndices(data.targets)) return spec;
  const width = outputUnits(spec);
  const rows = /** @type {Entry[][]} */ (data.targets);
  const ragged = rows.some((row) => row.length !== rows[0]?.length);
  if (ragged || rows[0]?.length === width || isTooLarge(rows.length, width)) return spec;
  return { ...spec, data: named({ ...data, targets: resized(rows, rows.length, width) }, data) };
}

/**
 * @param {Entry[]} row
 * @returns {number} the class of a one-hot row, else −1
 */
function hotIndex(row) {
  const hot = row.indexOf(1);
  return row.every((entry, index) => entry === (index === hot ? 1 : 0)) ? hot : -1;
}

/**
 * The targets as a loss wants them, where they say the same.
 * @param {ExplicitData['targets']} targets
 * @param {string} loss
 * @param {number} outputs
 * @param {Catalogue|null} catalogue
 * @returns {ExplicitData['targets']}
 */
export function targetsFor(targets, loss, outputs, catalogue) {
  if (takesClasses(loss, catalogue)) {
    if (areIndices(targets)) return targets;
    const rows = /** @type {Entry[][]} */ (targets);
    if (rows.every((row) => row.length === 1 && (row[0] === 0 || row[0] === 1))) return rows.map((row) => row[0] ?? 0);
    return rows.every((row) => hotIndex(row) >= 0) ? rows.map(hotIndex) : rows;
  }
  if (!areIndices(targets) || isTooLarge(targets.length, outputs)) return targets;
  return targets.map((target) =>
    outputs === 1 ? [target] : Array.from({ length: outputs }, (_, o) => (o === target ? 1 : 0)),
  );
}

/**
 * Sets the loss; the output's activation and the targets follow it.
 * @param {Spec} spec
 * @param {string} loss
 * @param {Catalogue|null} catalogue
 * @returns {Edit}
 */
export function setLoss(spec, loss, catalogue) {
  const l = spec.network.layers.length;
  const output = layerOf(spec, l);
  const row = lossOf(loss, catalogue);
  const now = nameOf(output.activation);
  const suits = row?.output_activation === null && output.activation !== undefined && !isOutputOnly(now, catalogue);
  const activation = suits ? output.activation : (row?.usual_output ?? output.activation);
  const layers = spec.network.layers.map((layer, index) => (index === l - 1 && activation !== undefined ? { ...layer, activation } : layer));
  /** @type {Spec} */
  const next = { ...spec, loss, network: { ...spec.network, layers } };
  const notes = nameOf(activation) === now ? [] : [`The output’s activation is now ${nameOf(activation)}.`];
  const binary = takesClasses(loss, catalogue) && outputUnits(spec) === 1 && l > 0;
  const wide = binary ? setUnits(next, l, 2, catalogue) : { spec: next, notes: [] };
  if (binary) wide.notes.unshift('The output now has 2 units: a softmax of one unit is always 1.');
  const data = wide.spec.data;
  const converted =
    'inputs' in data ? named({ ...data, targets: targetsFor(data.targets, loss, outputUnits(wide.spec), catalogue) }, data) : data;
  return { spec: { ...wide.spec, data: converted }, notes: [...notes, ...wide.notes] };
}
