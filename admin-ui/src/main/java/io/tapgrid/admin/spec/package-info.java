/**
 * A sale as operators write it, in YAML for {@code apply} and in JSON for the console's API: reading it with all its
 * problems reported together, and writing it back. Called by both; knows neither files nor HTTP.
 */
@NullMarked
package io.tapgrid.admin.spec;

import org.jspecify.annotations.NullMarked;
