/**
 * The rules of a sale, and nothing else: ids, limits and the arithmetic that everything below shares.
 *
 * <p>Here is no framework, no I/O, no clock, no random number, no log, no thread and no static state: the same inputs
 * give the same answer. The grid, the web tier and the console call this module; it calls nobody.
 */
@NullMarked
package io.tapgrid.domain;

import org.jspecify.annotations.NullMarked;
