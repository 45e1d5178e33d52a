/**
 * Commands and replies as bytes, and the compute job that carries them. A batch would cost some hundred marshalled objects otherwise; as one
 * byte array it costs a copy. Both ends are of the same release: a first byte says which, and anything else is refused.
 */
@NullMarked
package io.tapgrid.gridapi.wire;

import org.jspecify.annotations.NullMarked;
