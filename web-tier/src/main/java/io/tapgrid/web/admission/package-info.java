/**
 * What is answered without asking the grid, and how much may be asked at once: the newest board, refusals that cannot be wrong, and the
 * bound on commands under way. It never admits; whoever is not refused here is decided by the rules on the data node.
 */
@NullMarked
package io.tapgrid.web.admission;

import org.jspecify.annotations.NullMarked;
