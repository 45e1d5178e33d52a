/**
 * What tests are built with: a grid in memory, clusters in one JVM and in several, a clock that can be set. A leaf: only test code
 * depends on it.
 */
@NullMarked
package io.tapgrid.testkit;

import org.jspecify.annotations.NullMarked;
