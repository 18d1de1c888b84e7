/** @returns {import('../types.js').Mounted} */
export function mount() {
  return { update() {} };
}
