import path from 'node:path';

/** The folder of the checkout, absolute. */
export const root = path.resolve(import.meta.dirname, '..');

/**
 * @param {...string} parts below the checkout
 * @returns {string} an absolute path
 */
export const inRoot = (...parts) => path.join(root, ...parts);
