/**
 * Where the answers on the page come from: the server, unless something stands in for it, such as what was recorded of
 * one. Whatever stands in has the same functions; what it cannot answer it refuses with an ApiError.
 */
import * as server from './api.js';

/**
 * @typedef {object} Source
 * @property {typeof server.analyze} analyze
 * @property {typeof server.interfere} interfere
 * @property {typeof server.explain} explain
 * @property {typeof server.derive} derive
 * @property {typeof server.derivationText} derivationText
 * @property {typeof server.readTable} readTable
 * @property {typeof server.check} check
 * @property {typeof server.exercise} exercise
 * @property {typeof server.grade} grade
 * @property {typeof server.train} train
 * @property {typeof server.trainFile} trainFile
 * @property {typeof server.catalogue} catalogue
 * @property {typeof server.isHealthy} isHealthy
 */

/** @type {Source} */
let chosen = server;

/** @returns {Source} what is to be asked now */
export const source = () => chosen;

/**
 * @param {Source} other stands in for the server from now on
 */
export function standIn(other) {
  chosen = other;
}
