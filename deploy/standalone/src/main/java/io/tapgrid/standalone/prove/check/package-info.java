/** What must be true when a proof's sale is over. Pure: facts in, findings out. */
@NullMarked
package io.tapgrid.standalone.prove.check;

import org.jspecify.annotations.NullMarked;
