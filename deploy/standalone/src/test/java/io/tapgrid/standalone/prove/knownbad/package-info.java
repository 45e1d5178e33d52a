/** Builds that are known to be bad, and whether the proof catches them: each is the real system with one method made to do the wrong thing. */
@NullMarked
package io.tapgrid.standalone.prove.knownbad;

import org.jspecify.annotations.NullMarked;
