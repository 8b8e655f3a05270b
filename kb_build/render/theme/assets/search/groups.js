/**
 * Return values by key; browsers of before 2024 have no `Map.groupBy`.
 * @template Value
 * @param {Iterable<Value>} values
 * @param {(value: Value) => string} key
 * @returns {Map<string, Value[]>}
 */
export function groupBy(values, key) {
  const groups = new Map();
  for (const value of values) {
    const name = key(value);
    if (groups.has(name)) groups.get(name).push(value);
    else groups.set(name, [value]);
  }
  return groups;
}
