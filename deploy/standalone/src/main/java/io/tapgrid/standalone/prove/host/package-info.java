/** Where processes run in a proof, and what can be done there: networks, disks and clocks of their own. Linux, and root for most of it. */
@NullMarked
package io.tapgrid.standalone.prove.host;

import org.jspecify.annotations.NullMarked;
