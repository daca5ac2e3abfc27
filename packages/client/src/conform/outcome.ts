/** How a step ends that does not pass. */

/** A step that did not find what the contract says. */
export class Unlike extends Error {}

/** A step that the key is not allowed, or that does not apply. */
export class Skip extends Error {}
