/** What goes wrong in a proof. A family of faults a class; {@link io.tapgrid.standalone.prove.fault.Catalogue} has them all, {@link io.tapgrid.standalone.prove.fault.Injector} injects them. */
@NullMarked
package io.tapgrid.standalone.prove.fault;

import org.jspecify.annotations.NullMarked;
