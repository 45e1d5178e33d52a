/** What grows with time: a look at every process after each sale of a soak, and the report on it. */
@NullMarked
package io.tapgrid.standalone.prove.soak;

import org.jspecify.annotations.NullMarked;
