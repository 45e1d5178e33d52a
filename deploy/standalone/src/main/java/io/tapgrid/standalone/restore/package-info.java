/** {@code ./tapgrid restore}: an operator's word that a start may restore from MySQL although something may be missing. */
@NullMarked
package io.tapgrid.standalone.restore;

import org.jspecify.annotations.NullMarked;
