/**
 * Seals: short proofs that a text came from this system, made of one secret that all web processes share. Who seals what (sessions,
 * purchases) is the business of the features that call this.
 */
@NullMarked
package io.tapgrid.web.token;

import org.jspecify.annotations.NullMarked;
