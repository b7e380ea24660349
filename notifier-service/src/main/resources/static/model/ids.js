// Ids of passengers as people give them: whole, or the first digits, as the page shows them.

/** The one of the ids that begins so; undefined when there is none, or more than one. */
export function findId(start, ids) {
  const wanted = `PASS_${start.toUpperCase().replace(/^PASS_/, '')}`;
  let found;
  for (const id of ids) {
    if (!id.startsWith(wanted) || id === found) continue;
    if (found) return undefined;
    found = id;
  }
  return found;
}
