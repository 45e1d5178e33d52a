/** The verbs start and stop: which processes make up a standalone system, in which order they come and go. */
@NullMarked
package io.tapgrid.standalone.start;

import org.jspecify.annotations.NullMarked;
