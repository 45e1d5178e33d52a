/** Who asks in a proof, and what they were told. One thread asks; nothing is taken for failed that was merely not answered. */
@NullMarked
package io.tapgrid.standalone.prove.traffic;

import org.jspecify.annotations.NullMarked;
