/** A proof's hands on the system: its processes, its SQL, its MySQL, its console. */
@NullMarked
package io.tapgrid.standalone.prove.system;

import org.jspecify.annotations.NullMarked;
